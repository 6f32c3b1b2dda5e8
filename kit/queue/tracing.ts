import type { ReservedJob, Outcome } from '#queue/drivers/driver'
import type { Origin, PendingJob } from '#queue/types'

/**
 * Follows jobs from their dispatch to their end, such as a tracer of OpenTelemetry.
 */
export interface JobTracer {
  /** Surrounds a dispatch. */
  dispatch<Result>(run: () => Promise<Result>): Promise<Result>
  /** The jobs of the dispatch that runs. */
  dispatching(jobs: PendingJob[]): void
  /** The fields that travel with each job which is dispatched now. */
  carrier(): Pick<Origin, 'traceparent' | 'tracestate'>
  /** Surrounds an attempt. */
  attempt(reserved: ReservedJob, run: () => Promise<Outcome>): Promise<Outcome>
  /** Surrounds work for many jobs, which belongs to none of them. */
  outside<Result>(run: () => Result): Result
}

/** Without a tracer, jobs are only passed on. */
const NO_TRACER: JobTracer = {
  dispatch: (run) => run(),
  dispatching() {},
  carrier: () => ({}),
  attempt: (_reserved, run) => run(),
  outside: (run) => run(),
}

let current = NO_TRACER

export function traceJobs(tracer: JobTracer) {
  current = tracer
}

export function jobTracer() {
  return current
}
