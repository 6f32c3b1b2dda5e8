import type { ApplicationService } from '@adonisjs/core/types'
import type { Logger } from '@adonisjs/core/logger'
import type { Listener, Listening, ListenOptions, Outcome, TakenJob } from '#queue/drivers/driver'
import { E_JOB_CRASHED, E_JOB_TIMEOUT, E_UNKNOWN_JOB } from '#queue/errors'
import { backoffAfter, milliseconds } from '#queue/envelope'
import { JobLog } from '#queue/job_log'
import type { QueueManager } from '#queue/queue_manager'
import type { Duration, JobClass, RunnableJob } from '#queue/types'

const FIRST_WAIT_FOR_UNKNOWN_MS = 10_000
const LONGEST_WAIT_FOR_UNKNOWN_MS = 300_000

type Dependencies = Pick<QueueManager, 'config' | 'driver' | 'registry'>

/**
 * Takes jobs and runs them, until it is stopped.
 */
export class QueueWorker implements Listener {
  #log: JobLog
  #listening?: Listening

  constructor(
    private app: ApplicationService,
    private queue: Dependencies,
    private logger: Logger
  ) {
    this.#log = new JobLog(logger, app.inProduction)
  }

  /**
   * @throws what a job's module throws: a release with a broken job does not start
   */
  async start(options: ListenOptions) {
    await this.queue.registry.names()
    this.#listening = await this.queue.driver.listen(options, this)
  }

  /**
   * @param grace how long running jobs may go on
   */
  async stop(grace: Duration) {
    await this.#listening?.stop(milliseconds(grace))
  }

  async handle(taken: TakenJob): Promise<Outcome> {
    let job: RunnableJob | undefined
    try {
      const JobClass = await this.queue.registry.find(taken.name)
      if (!JobClass) return this.#keepUnknown(taken)

      job = await this.#build(JobClass, taken)
      await this.#attempt(job, JobClass, taken)
      return { status: 'completed' }
    } catch (error) {
      if (taken.signal.aborted) return { status: 'handed back' }
      return this.#fail(taken, toError(error), job)
    }
  }

  ended(taken: TakenJob, outcome: Outcome, duration: number) {
    this.#log.ended(taken, outcome, duration)
  }

  troubled(error: Error) {
    this.#log.troubled(error)
  }

  async #attempt(job: RunnableJob, JobClass: JobClass, taken: TakenJob) {
    const { id, name, attempt, payload, crashes } = taken
    if (crashes >= this.queue.config.crashes) throw new E_JOB_CRASHED([name, crashes])

    const timeout = JobClass.timeout ?? this.queue.config.defaults.timeout
    await inTime(taken, milliseconds(timeout), (signal) =>
      this.app.container.call(job, 'handle', [
        payload,
        { id, attempt, signal, logger: job.logger as unknown as Logger },
      ])
    )
  }

  async #build(JobClass: JobClass, taken: TakenJob) {
    const job = await this.app.container.make(JobClass)
    const { id, name, attempt } = taken
    job.$injectInternal({
      job: { ...taken, data: taken.payload, attemptsMade: attempt - 1 } as never,
      logger: this.logger.child({ job: name, job_id: id, attempt }) as never,
    })
    return job
  }

  async #fail(taken: TakenJob, error: Error, job?: RunnableJob): Promise<Outcome> {
    const { attempt, attempts, backoff, signal } = taken
    if (attempt < attempts && !(error instanceof E_JOB_CRASHED)) {
      return { status: 'retry', error, delay: backoffAfter(attempt, backoff) }
    }
    await this.#rescue(taken, error, job)
    return signal.aborted ? { status: 'handed back' } : { status: 'failed', error }
  }

  /**
   * A rescue that took the worker down too is not tried again.
   */
  async #rescue(taken: TakenJob, error: Error, job?: RunnableJob) {
    const { config } = this.queue
    if (!job || taken.crashes > config.crashes) return

    try {
      await inTime(taken, milliseconds(config.defaults.timeout), () =>
        this.app.container.call(job, 'rescue', [taken.payload, error])
      )
    } catch (rescueError) {
      this.#log.rescueFailed(taken, toError(rescueError))
    }
  }

  /**
   * In a rolling deploy an older worker meets a job that only newer ones know: it waits for one of those, each
   * time twice as long.
   */
  #keepUnknown({ name, unknownSince = Date.now() }: TakenJob): Outcome {
    const waited = Date.now() - unknownSince
    if (waited > milliseconds(this.queue.config.keepUnknown)) {
      return { status: 'failed', error: new E_UNKNOWN_JOB([name]) }
    }
    const delay = Math.min(Math.max(waited, FIRST_WAIT_FOR_UNKNOWN_MS), LONGEST_WAIT_FOR_UNKNOWN_MS)
    return { status: 'postponed', unknownSince, delay }
  }
}

/**
 * Rejects at the limit, and when the job is not ours any more, whether `run` listens to its signal or not.
 */
async function inTime(
  { name, signal: taken }: TakenJob,
  limit: number,
  run: (signal: AbortSignal) => Promise<unknown>
) {
  const timeout = new AbortController()
  const timer = setTimeout(() => timeout.abort(new E_JOB_TIMEOUT([name, limit])), limit)
  const signal = AbortSignal.any([taken, timeout.signal])
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason))
  })
  try {
    signal.throwIfAborted()
    await Promise.race([run(signal), aborted])
  } finally {
    clearTimeout(timer)
  }
}

function toError(error: unknown) {
  return error instanceof Error ? error : new Error(String(error))
}
