import { Counter, Histogram, type Registry } from 'prom-client'
import type { Emitter } from '@adonisjs/core/events'
import type { EventsList } from '@adonisjs/core/types'

const BUCKETS = [0.01, 0.05, 0.1, 0.5, 1, 5, 10, 30, 60, 300, 1800]

/** A job that is retried counts once for each attempt. */
const RESULTS = ['completed', 'retrying', 'failed', 'stalled', 'cancelled', 'skipped'] as const

/**
 * The jobs that this process dispatched and ran. Each counter begins with 0, because Prometheus sees no increase in one
 * that begins with 1.
 */
export function collectJobs(registry: Registry, emitter: Emitter<EventsList>, names: string[]) {
  const registers = [registry]
  const dispatched = new Counter({
    name: 'jobs_dispatched_total',
    help: 'Jobs that this process dispatched',
    labelNames: ['job_name'],
    registers,
  })
  const ended = new Counter({
    name: 'jobs_total',
    help: 'Attempts of jobs that ended in this process, by result',
    labelNames: ['job_name', 'result'],
    registers,
  })
  const blocked = new Counter({
    name: 'jobs_blocked_total',
    help: 'Times that a job blocked the event loop of this process for seconds',
    labelNames: ['job_name'],
    registers,
  })
  const durations = new Histogram({
    name: 'job_duration_seconds',
    help: 'Time that an attempt of a job ran',
    labelNames: ['job_name'],
    buckets: BUCKETS,
    registers,
  })
  for (const name of names) {
    dispatched.inc({ job_name: name }, 0)
    blocked.inc({ job_name: name }, 0)
    for (const result of RESULTS) ended.inc({ job_name: name, result }, 0)
  }

  emitter.on('queue:dispatched', ({ name }) => dispatched.inc({ job_name: name }))
  emitter.on('queue:blocked', ({ name }) => blocked.inc({ job_name: name }))
  for (const result of RESULTS) {
    emitter.on(`queue:${result}`, (event) => {
      ended.inc({ job_name: event.name, result })
      if ('duration' in event) durations.observe({ job_name: event.name }, event.duration / 1000)
    })
  }
}
