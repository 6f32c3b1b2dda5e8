import type { ApplicationService } from '@adonisjs/core/types'
import type { Logger } from '@adonisjs/core/logger'
import { FinalFailure, type Listener, type Listening, type TakenJob } from '#queue/drivers/driver'
import { E_JOB_TIMEOUT } from '#queue/errors'
import { milliseconds } from '#queue/envelope'
import { JobLog } from '#queue/job_log'
import type { QueueManager } from '#queue/queue_manager'
import type { Duration, JobClass } from '#queue/types'

const FIRST_WAIT_FOR_UNKNOWN_MS = 10_000
const LONGEST_WAIT_FOR_UNKNOWN_MS = 300_000

interface WorkerOptions {
  queues?: string[]
  concurrency: number
}

/**
 * Takes jobs and runs them, until it is stopped.
 */
export class QueueWorker implements Listener {
  #log: JobLog
  #listening?: Listening

  constructor(
    private app: ApplicationService,
    private queue: QueueManager,
    private logger: Logger
  ) {
    this.#log = new JobLog(logger, app.inProduction)
  }

  async start({ queues = this.queue.config.queues, concurrency }: WorkerOptions) {
    this.#listening = await this.queue.driver.listen({ queues, concurrency }, this)
  }

  /**
   * @param grace how long running jobs may go on
   */
  async stop(grace: Duration) {
    await this.#listening?.stop(milliseconds(grace))
  }

  async handle(taken: TakenJob, signal: AbortSignal) {
    const JobClass = await this.queue.registry.find(taken.name)
    if (!JobClass) return this.#keepUnknown(taken)

    const started = performance.now()
    const job = await this.#build(JobClass, taken)
    await this.#withTimeout(taken, JobClass.timeout, signal, (jobSignal) =>
      job.handle(taken.payload, {
        signal: jobSignal,
        attempt: taken.attempt,
        id: taken.id,
        logger: this.logger,
      })
    )
    this.#log.completed(taken, performance.now() - started)
  }

  async failed(taken: TakenJob, error: Error, isFinal: boolean) {
    this.#log.failed(taken, error, isFinal)
    if (!isFinal) return

    try {
      const JobClass = await this.queue.registry.find(taken.name)
      const job = JobClass && (await this.#build(JobClass, taken))
      await job?.rescue(taken.payload, error)
    } catch (rescueError) {
      this.#log.rescueFailed(taken, rescueError)
    }
  }

  troubled(error: Error) {
    this.#log.troubled(error)
  }

  async #build(JobClass: JobClass, taken: TakenJob) {
    const job = await this.app.container.make(JobClass)
    job.$injectInternal({ job: taken as never, logger: this.logger as never })
    return job
  }

  /**
   * In a rolling deploy an older worker meets a job that only newer ones know: it waits for one of those.
   */
  async #keepUnknown(taken: TakenJob) {
    if (taken.waited > milliseconds(this.queue.config.keepUnknown)) {
      throw new FinalFailure(`No worker knows a job "${taken.name}"`)
    }
    const delay = FIRST_WAIT_FOR_UNKNOWN_MS * 2 ** Math.min(taken.taken - 1, 5)
    const postponed = await taken.postpone(Math.min(delay, LONGEST_WAIT_FOR_UNKNOWN_MS))
    this.#log.unknown(taken)
    return postponed
  }

  async #withTimeout(
    taken: TakenJob,
    timeout: Duration | undefined,
    signal: AbortSignal,
    run: (signal: AbortSignal) => Promise<void>
  ) {
    if (timeout === undefined) return run(signal)

    const limit = milliseconds(timeout)
    const abort = new AbortController()
    const timer = setTimeout(() => abort.abort(new E_JOB_TIMEOUT([taken.name, limit])), limit)
    const aborted = new Promise<never>((_, reject) => {
      abort.signal.addEventListener('abort', () => reject(abort.signal.reason))
    })
    return Promise.race([run(AbortSignal.any([signal, abort.signal])), aborted]).finally(() =>
      clearTimeout(timer)
    )
  }
}
