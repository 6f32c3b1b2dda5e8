import { alertsOf } from '#queue/control/alerts'
import { EVERY_QUEUE } from '#queue/control/pauses'
import { outboxDepth } from '#queue/drivers/bullmq/internals/postgres_tables'
import type { QueueState, QueueStatus, WorkerState } from '#queue/control/types'
import { milliseconds } from '#queue/duration'
import { namespaceOf } from '#queue/installation'
import type { QueueContext } from '#queue/queue_context'
import { IN_LIVING_HANDS } from '#queue/worker/abandoned_runs'
import { GONE_AFTER_MS } from '#queue/worker/supervisor'

/** A job of a dead worker counts as waiting, until another worker takes the job or settles its row. */
const OPEN = `
  SELECT queue AS name,
         count(*) FILTER (WHERE NOT runs AND available_at <= now())::int AS waiting,
         count(*) FILTER (WHERE NOT runs AND available_at > now())::int AS delayed,
         count(*) FILTER (WHERE runs)::int AS running,
         round(extract(epoch FROM now() - min(available_at)
           FILTER (WHERE NOT runs AND available_at <= now())))::float8 AS "oldestWait"
    FROM (SELECT queue, available_at, status = 'running' AND ${IN_LIVING_HANDS} AS runs
            FROM job_runs AS run WHERE finished_at IS NULL) AS run
   GROUP BY queue`

const FAILED = `
  SELECT queue AS name, count(*)::int AS failed
    FROM job_runs
   WHERE status = 'failed' AND finished_at > now() - ? * interval '1 millisecond'
   GROUP BY queue`

const WORKERS = `
  SELECT id, host, pid, connection, queues, concurrency, running, stopping AS "isStopping",
         beat_at < now() - ${GONE_AFTER_MS} * interval '1 millisecond' AS "isGone",
         round(extract(epoch FROM now() - beat_at)::numeric, 1)::float8 AS "lastBeat"
    FROM queue_workers ORDER BY host, pid`

/**
 * Reads the state of the queues from the run log, so it works the same with every broker.
 */
export async function readStatus({ config, store }: QueueContext): Promise<QueueStatus> {
  const select = async <Row>(sql: string, values: unknown[] = []): Promise<Row[]> => {
    const { rows } = await store.connection.rawQuery(sql, values as never)
    return rows
  }
  const open = await select<Partial<QueueState> & { name: string }>(OPEN)
  const failed = await select<{ name: string; failed: number }>(FAILED, [
    milliseconds(config.retention.failed),
  ])
  const rows = await select<{ name: string }>('SELECT queue AS name FROM queue_pauses')
  const pauses = rows.filter(({ name }) => name !== EVERY_QUEUE)
  const isEveryQueuePaused = pauses.length < rows.length
  const workers = await select<WorkerState>(WORKERS)
  const outbox = await outboxDepth(store.connection)

  const names = [...Object.keys(config.queues), ...[...open, ...failed, ...pauses].map(nameOf)]
  const queues = [...new Set(names)].map((name) => ({
    ...emptyQueue(name),
    ...open.find((one) => one.name === name),
    ...failed.find((one) => one.name === name),
    isDeclared: Object.hasOwn(config.queues, name),
    isPaused: isEveryQueuePaused || pauses.some((one) => one.name === name),
  }))
  return {
    connection: config.connection,
    prefix: await prefixOf(config, store),
    queues,
    workers,
    outbox,
    alerts: alertsOf(queues, config),
  }
}

async function prefixOf(config: QueueContext['config'], store: QueueContext['store']) {
  if (!['redis', 'rabbitmq'].includes(config.connection)) return null
  const { prefix } = await namespaceOf(config, store)
  return prefix
}

function nameOf({ name }: { name: string }) {
  return name
}

function emptyQueue(name: string): QueueState {
  return {
    name,
    isDeclared: true,
    isPaused: false,
    waiting: 0,
    oldestWait: null,
    running: 0,
    delayed: 0,
    failed: 0,
  }
}
