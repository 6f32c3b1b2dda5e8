import { performance } from 'node:perf_hooks'
import type { Logger } from '@adonisjs/core/logger'
import type { Outcome, ReservedJob } from '#queue/drivers/driver'
import { textsOf } from '#queue/thrown'
import { logFields } from '#queue/worker/reserved_job'

const TROUBLE_INTERVAL_MS = 5000

/**
 * The worker's log: one line for each job, to read in development, with fields to search in production.
 */
export class JobLog {
  #lastTrouble = -Infinity
  /** For lines without secrets: searching a line for secrets takes longer than writing it. */
  #open: Logger

  constructor(
    private logger: Logger,
    private structured: boolean
  ) {
    this.#open = logger.child({}, { redact: [] })
  }

  ended(job: ReservedJob, outcome: Outcome, duration: number) {
    const ms = Math.round(duration)
    switch (outcome.status) {
      case 'completed':
        return this.#write('info', job, `completed in ${ms} ms`, { ms })
      case 'retry':
        return this.#failed('warn', job, `failed, runs again in ${outcome.delay} ms`, outcome, ms)
      case 'failed':
        return this.#failed('error', job, 'failed for good', outcome, ms)
      case 'dropped':
        return this.#write('info', job, `dropped: ${outcome.reason}`, {})
      case 'postponed':
        return this.#write('warn', job, postponement(outcome), {})
      case 'released':
        return this.#write('warn', job, `released after ${ms} ms`, { ms })
      case 'left':
        // `Ownership` warns once for each installation.
        return
    }
  }

  /**
   * Limits the lines: a broker that is away causes many errors a second.
   */
  onError(error: Error) {
    const now = performance.now()
    if (now - this.#lastTrouble > TROUBLE_INTERVAL_MS) {
      this.#lastTrouble = now
      // Logs only the message, because the error of a pool contains the whole client.
      this.logger.error(
        `The queue has a problem (${textsOf(error).message}), the worker keeps trying`
      )
    }
  }

  #failed(
    level: 'warn' | 'error',
    job: ReservedJob,
    text: string,
    { error }: { error: Error },
    ms: number
  ) {
    this.#write(level, job, `${text}: ${textsOf(error).message}`, { ms, err: error })
  }

  #write(level: 'info' | 'warn' | 'error', job: ReservedJob, text: string, fields: Fields) {
    const { id, name, queue, attempt, attempts } = job
    const { ms, err } = fields
    if (this.structured) {
      const about = { ...logFields(job), queue, attempts, ms, err }
      const logger = err ? this.logger : this.#open
      logger[level](about, `${name} ${text}`)
    } else {
      const about = `${name} #${id} (${queue}, attempt ${attempt}/${attempts})`
      this.logger[level](err ? { err } : {}, `${about} ${text}`)
    }
  }
}

function postponement({ reason, delay }: { reason: string; delay: number }) {
  if (reason === 'unknown') return 'is unknown to this release and kept for a worker that knows it'
  if (reason === 'other schema') {
    return 'has a payload that only the dispatching release accepts, and is kept for a worker of that release'
  }
  return `waits for ${delay} ms: ${reason}`
}

interface Fields {
  ms?: number
  err?: Error
}
