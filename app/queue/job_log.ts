import type { Logger } from '@adonisjs/core/logger'
import type { TakenJob } from '#queue/drivers/driver'

const TROUBLE_INTERVAL_MS = 5000

/**
 * What the worker writes: one line a job, to read in development, with fields to search in production.
 */
export class JobLog {
  #lastTrouble = 0

  constructor(
    private logger: Logger,
    private structured: boolean
  ) {}

  completed(job: TakenJob, milliseconds: number) {
    const ms = Math.round(milliseconds)
    this.#write('info', job, `completed in ${ms} ms`, { ms })
  }

  failed(job: TakenJob, error: Error, isFinal: boolean) {
    const outcome = isFinal ? 'failed' : `attempt failed, will be retried`
    this.#write(isFinal ? 'error' : 'warn', job, `${outcome}: ${error.message}`, { err: error })
  }

  rescueFailed(job: TakenJob, error: unknown) {
    this.#write('error', job, 'rescue failed', { err: error })
  }

  unknown(job: TakenJob) {
    this.#write('warn', job, 'is unknown to this release, kept for a worker that knows it', {})
  }

  /**
   * A broker that is away reports itself many times a second.
   */
  troubled(error: Error) {
    const now = Date.now()
    if (now - this.#lastTrouble > TROUBLE_INTERVAL_MS) {
      this.#lastTrouble = now
      // The error of a pool carries its whole client along.
      this.logger.error(`The queue is in trouble (${error.message}), the worker keeps trying`)
    }
  }

  #write(level: 'info' | 'warn' | 'error', job: TakenJob, text: string, fields: object) {
    const attempt = `${Math.min(job.attempt, job.attempts)}/${job.attempts}`
    if (this.structured) {
      const { id, name, queue } = job
      this.logger[level]({ job: name, job_id: id, queue, attempt, ...fields }, `${name} ${text}`)
    } else {
      this.logger[level](`${job.name} #${job.id} (${job.queue}, attempt ${attempt}) ${text}`)
    }
  }
}
