import { randomUUID } from 'node:crypto'
import type { ApplicationService } from '@adonisjs/core/types'
import type { Logger } from '@adonisjs/core/logger'
import type { Listener, Listening, Outcome, ReservedJob } from '#queue/drivers/driver'
import type { KeepingSettings } from '#queue/drivers/keeping'
import { milliseconds } from '#queue/duration'
import { E_UNREADABLE_JOB } from '#queue/errors'
import { announce } from '#queue/events'
import { LeaseKeeper } from '#queue/keeper/lease_keeper'
import { IDENTITY, wrongField } from '#queue/message_check'
import { JobLog } from '#queue/worker/job_log'
import { JobRecorder } from '#queue/worker/job_recorder'
import { Ownership } from '#queue/worker/ownership'
import type { KnownRun } from '#queue/run_log/job_store'
import { JobRunner } from '#queue/worker/job_runner'
import { JobExecution, POSTGRES_IS_AWAY } from '#queue/worker/job_execution'
import { checkJobs } from '#queue/registry/job_check'
import { Relay } from '#queue/worker/relay'
import { AbandonedRuns } from '#queue/worker/abandoned_runs'
import { Slots } from '#queue/worker/slots'
import { Supervisor } from '#queue/worker/supervisor'
import { validateReservedJob } from '#queue/worker/reserved_job'
import type { QueueContext } from '#queue/queue_context'
import type { QueueWeights } from '#queue/worker/queue_weights'
import type { Duration } from '#queue/types'

const FIRST_AND_LAST = { attempt: 1, attempts: 1, backoff: 0 }

export interface WorkerOptions {
  queues: QueueWeights
  /** How many jobs run at a time. */
  concurrency: number
  /** After this many jobs the worker takes no more, and calls `limitReached`. */
  limit?: number
}

/**
 * Takes jobs and runs them, until it is stopped.
 */
export class QueueWorker implements Listener {
  readonly id = randomUUID()
  #jobLog: JobLog
  #recorder: JobRecorder
  #supervisor: Supervisor
  #relay: Relay
  #ownership: Ownership
  #abandoned: AbandonedRuns
  #watching?: Promise<void>
  #stopped = new AbortController()
  #execution: JobExecution
  #slots?: Slots
  #starting?: Promise<void>
  #listening?: Listening
  #keeper?: LeaseKeeper

  constructor(
    private app: ApplicationService,
    private queue: QueueContext,
    private logger: Logger,
    private options: { limitReached?: () => void } = {}
  ) {
    this.#jobLog = new JobLog(logger, app.inProduction)
    this.#recorder = new JobRecorder(queue, this.id)
    const runner = new JobRunner(app, queue, logger)
    this.#supervisor = new Supervisor(this.id, queue, (error) => this.onError(error))
    this.#execution = new JobExecution(this.id, queue, {
      recorder: this.#recorder,
      runner,
      supervisor: this.#supervisor,
      onError: (error) => this.onError(error),
    })
    this.#relay = new Relay(queue, (error) => this.onError(error))
    this.#abandoned = new AbandonedRuns(queue)
    this.#ownership = new Ownership(queue, (sentence) => logger.warn(sentence))
  }

  get running() {
    return this.#execution.running
  }

  get jobs() {
    return this.#execution.jobs
  }

  /**
   * @throws E_BROKER_REFUSED, E_QUEUE_NOT_MIGRATED, E_INVALID_JOB, and any error of a job's module: a release with a
   *   broken job does not start
   */
  start(options: WorkerOptions) {
    this.#starting = this.#start(options)
    return this.#starting
  }

  /**
   * @param grace how long running jobs may go on
   */
  async stop(grace: Duration) {
    this.#stopped.abort()
    await this.#supervisor.stopping()
    await this.#starting?.catch(() => undefined)
    await Promise.all([this.#listening?.stop(milliseconds(grace)), this.#relay.stop()])
    await this.queue.log.close()
    await this.#watching
    this.#execution.stop()
    await this.#keeper?.stop()
    await this.#supervisor.stop()
  }

  /**
   * Cancels a job that runs in this worker.
   */
  cancel(id: string) {
    this.#execution.cancel(id)
  }

  async handle(reserved: ReservedJob): Promise<Outcome> {
    if (this.#ownership.saysForeign(reserved)) return { status: 'left' }
    const mistake = validateReservedJob(reserved)
    if (mistake) return this.#refuse(reserved, mistake)
    const isNobodys = this.#ownership.isNobodys(reserved)
    if (isNobodys && (await isNobodys.catch((error) => this.#couldNotAsk(error)))) {
      return { status: 'left' }
    }

    const slots = this.#slots!
    if (!(await slots.take(reserved.queue, reserved.cancellation))) return { status: 'released' }
    try {
      if (!this.#execution.mayBegin(reserved)) return { status: 'released' }
      if (this.#supervisor.mayBeRecovered(reserved.id)) reserved.possibleDuplicate = true
      const known = reserved.possibleDuplicate ? await this.queue.log.find(reserved.id) : null
      const reason = this.#reasonToDrop(reserved, known)
      if (reason) return await this.#recorder.ended(reserved, { status: 'dropped', reason }, 0)
      return await this.#execution.run(reserved, known)
    } catch (error) {
      // Only PostgreSQL can fail here: the job was not run, or its end could not be recorded.
      this.onError(error as Error)
      return POSTGRES_IS_AWAY
    } finally {
      slots.release(reserved.queue)
    }
  }

  ended(reserved: ReservedJob, outcome: Outcome, duration: number) {
    if (isCancelled(outcome) && !reserved.possibleDuplicate) this.#supervisor.dropped(reserved.id)
    // Logs after the broker has been told, so that the next job arrives meanwhile.
    setImmediate(() => this.#jobLog.ended(reserved, outcome, duration))
    if (this.#execution.isLimitReached) this.options.limitReached?.()
  }

  onError(error: Error) {
    this.#jobLog.onError(error)
  }

  async #start({ queues, concurrency, limit = Infinity }: WorkerOptions) {
    this.#execution.limit = limit
    checkJobs(await this.queue.registry.names(), this.queue.config)
    await this.#supervisor.persist(() => this.#ownership.load())
    const keeping = await this.#supervisor.persist(() => this.queue.driver.keeping())
    if (!keeping) return
    this.#keeper = this.#createKeeper(keeping, concurrency)
    this.#execution.keeper = this.#keeper
    await this.queue.driver.check()
    this.#slots = new Slots(concurrency, queues)
    await this.#supervisor.start({ queues: [...queues.keys()], concurrency }, this)
    await this.#keeper.ready

    this.#watching = this.#abandoned.watch(this.#stopped.signal, (error) => this.onError(error))
    const options = { queues: [...queues.keys()], concurrency }
    this.#listening = await this.#supervisor.persist(() => this.queue.driver.listen(options, this))
    if (this.#listening) await this.#supervisor.watch(this.#listening)
    await this.#supervisor.persist(() => this.#relay.start())
  }

  #createKeeper(keeping: KeepingSettings, concurrency: number) {
    const { config, emitter, store } = this.queue
    return new LeaseKeeper({
      ...{ worker: this.id, concurrency, config, keeping },
      connection: store.clientConfig,
      log: {
        name: this.logger.bindings().name,
        level: this.logger.level,
        isInProduction: this.app.inProduction,
      },
      onError: (error) => this.onError(error),
      onBlocked: (job, duration) => announce(emitter, 'queue:blocked', { ...job, duration }),
    })
  }

  /**
   * Fails a job that another program put into the broker. Without a valid id, the run log cannot store it.
   */
  async #refuse(reserved: ReservedJob, mistake: string): Promise<Outcome> {
    const outcome: Outcome = { status: 'failed', error: new E_UNREADABLE_JOB([mistake]) }
    if (!wrongField(reserved, IDENTITY)) {
      const readable = { ...reserved, message: { payload: null }, ...FIRST_AND_LAST }
      await this.#recorder.ended(readable, outcome, 0)
    }
    return outcome
  }

  #couldNotAsk(error: Error) {
    this.onError(error)
    return true
  }

  /**
   * Drops a job that was cancelled, or that has already ended in another worker.
   */
  #reasonToDrop({ id }: ReservedJob, known: KnownRun | null) {
    if (this.#supervisor.isCancelled(id)) return 'cancelled'
    return known?.finished_at ? 'done before' : undefined
  }
}

function isCancelled(outcome: Outcome) {
  return outcome.status === 'dropped' && outcome.reason === 'cancelled'
}
