import { Counter, Gauge, type Registry } from 'prom-client'
import queue from '#queue/main'
import { readFigures, type QueueFigures } from '#queue/figures'
import { QUERY_TIME_LIMIT, withQueryTimeLimit } from '#http/query_time_limit'

/** Prometheus asks each process every 15 seconds or so; metrics that are asked for more often are this old at most. */
const FRESH_MS = 5000

/** Reads a metric from the figures: pairs of labels and value. */
type Reading = (figures: QueueFigures) => [labels: Record<string, string>, value: number][]

interface Description {
  name: string
  help: string
  labelNames: string[]
  read: Reading
}

const GAUGES: Description[] = [
  {
    name: 'queue_jobs',
    help: 'Jobs of a queue, by state: waiting, running, delayed',
    labelNames: ['queue', 'state'],
    read: ({ queues }) =>
      queues.flatMap(({ name, ...counts }) =>
        (['waiting', 'running', 'delayed'] as const).map(
          (state): [Record<string, string>, number] => [{ queue: name, state }, counts[state]]
        )
      ),
  },
  {
    name: 'queue_oldest_wait_seconds',
    help: 'Time that the oldest waiting job of a queue has waited',
    labelNames: ['queue'],
    read: ({ queues }) => queues.map(({ name, oldestWait }) => [{ queue: name }, oldestWait ?? 0]),
  },
  {
    name: 'queue_failed_jobs',
    help: 'Failed jobs of a queue that the run log keeps',
    labelNames: ['queue'],
    read: ({ queues }) => queues.map(({ name, failed }) => [{ queue: name }, failed]),
  },
  {
    name: 'queue_paused',
    help: '1 if the queue is paused',
    labelNames: ['queue'],
    read: ({ queues }) => queues.map(({ name, isPaused }) => [{ queue: name }, Number(isPaused)]),
  },
  {
    name: 'queue_workers',
    help: 'Workers whose heartbeat arrives',
    labelNames: [],
    read: ({ workers }) => [[{}, workers.filter(({ isGone }) => !isGone).length]],
  },
  {
    name: 'queue_outbox_jobs',
    help: 'Jobs that PostgreSQL has not yet handed to another broker',
    labelNames: [],
    read: ({ outbox }) => [[{}, outbox.depth]],
  },
  {
    name: 'schedule_overdue_seconds',
    help: 'Time since the next run of a schedule was due',
    labelNames: ['schedule'],
    read: ({ schedules }) =>
      schedules
        .filter(({ isActive }) => isActive)
        .map(({ name, overdue }) => [{ schedule: name }, overdue]),
  },
]

const TICKS: Description = {
  name: 'schedule_ticks_total',
  help: 'Ticks of a schedule, by result: ran, late, missed, skipped',
  labelNames: ['schedule', 'result'],
  read: ({ schedules }) =>
    schedules.flatMap((schedule) =>
      (['ran', 'late', 'missed', 'skipped'] as const).map(
        (result): [Record<string, string>, number] => [
          { schedule: schedule.name, result },
          schedule[result],
        ]
      )
    ),
}

/**
 * The queues, workers and schedules of all processes: each process tells the same figures. While PostgreSQL does not
 * answer, they are absent and `database_up` is 0.
 */
export function collectQueues(registry: Registry) {
  const figures = cached(() => withQueryTimeLimit(QUERY_TIME_LIMIT, () => readFigures(queue)))
  const registers = [registry]

  for (const { read, ...description } of GAUGES) {
    new Gauge({
      ...description,
      registers,
      async collect() {
        this.reset()
        const known = await figures()
        if (known) for (const [labels, value] of read(known)) this.set(labels, value)
        else this.remove({})
      },
    })
  }
  const { read, ...description } = TICKS
  new Counter({
    ...description,
    registers,
    async collect() {
      this.reset()
      const known = await figures()
      if (known) for (const [labels, value] of read(known)) this.inc(labels, value)
    },
  })
  new Gauge({
    name: 'database_up',
    help: '1 if PostgreSQL answered within two seconds',
    registers,
    async collect() {
      this.set((await figures()) ? 1 : 0)
    },
  })
}

/** Reads once for all metrics of an answer. Undefined if it fails. */
function cached<Value>(read: () => Promise<Value>) {
  let reading: Promise<Value | undefined> | undefined
  let readAt = -Infinity
  return async () => {
    if (!reading || performance.now() - readAt > FRESH_MS) {
      readAt = performance.now()
      reading = read().catch(() => undefined)
    }
    return reading
  }
}
