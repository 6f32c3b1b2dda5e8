import { randomUUID } from 'node:crypto'
import { performance } from 'node:perf_hooks'
import type { ApplicationService } from '@adonisjs/core/types'
import type { Logger } from '@adonisjs/core/logger'
import type { Listener, Listening, Outcome, ReservedJob } from '#queue/drivers/driver'
import { milliseconds } from '#queue/duration'
import { E_JOB_CANCELLED, E_UNREADABLE_JOB } from '#queue/errors'
import { IDENTITY, wrongField } from '#queue/message_check'
import { JobLog } from '#queue/worker/job_log'
import { JobRecorder } from '#queue/worker/job_recorder'
import { Ownership } from '#queue/worker/ownership'
import { LoopWatch } from '#queue/worker/loop_watch'
import type { KnownRun } from '#queue/run_log/job_store'
import { JobRunner } from '#queue/worker/job_runner'
import { ActiveJobSet } from '#queue/active_job_set'
import { LeaseLost, CancellationSource } from '#queue/cancellation'
import { checkJobs } from '#queue/registry/job_check'
import { Relay } from '#queue/worker/relay'
import { AbandonedRuns, wasRunning } from '#queue/worker/abandoned_runs'
import { Slots } from '#queue/worker/slots'
import { Solitude } from '#queue/worker/solitude'
import { Suspects, type Suspicion } from '#queue/worker/suspects'
import { Supervisor } from '#queue/worker/supervisor'
import { validateReservedJob, withOwnPayload } from '#queue/worker/reserved_job'
import type { QueueManager } from '#queue/queue_manager'
import type { QueueWeights } from '#queue/worker/queue_weights'
import type { Duration } from '#queue/types'

const TRY_AGAIN_AFTER_MS = 1000

const ENDS: Outcome['status'][] = ['completed', 'failed', 'dropped']

const FIRST_AND_LAST = { attempt: 1, attempts: 1, backoff: 0 }

interface Running {
  id: string
  name: string
  cancellation: CancellationSource
  place?: number
}

type Failure = Extract<Outcome, { error: Error }>

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
  #runner: JobRunner
  #supervisor: Supervisor
  #relay: Relay
  #ownership: Ownership
  #abandoned: AbandonedRuns
  #watching?: Promise<void>
  #stopped = new AbortController()
  #suspects: Suspects
  #solitude = new Solitude()
  #loop = new LoopWatch()
  #running = new ActiveJobSet<Running>()
  #slots?: Slots
  #starting?: Promise<void>
  #listening?: Listening
  #limit = Infinity
  #begun = 0
  #ended = 0

  constructor(
    app: ApplicationService,
    private queue: QueueManager,
    logger: Logger,
    private options: { limitReached?: () => void } = {}
  ) {
    this.#jobLog = new JobLog(logger, app.inProduction)
    this.#recorder = new JobRecorder(queue, this.id)
    this.#runner = new JobRunner(app, queue, logger)
    this.#supervisor = new Supervisor(this.id, queue, (error) => this.onError(error))
    this.#relay = new Relay(queue, (error) => this.onError(error))
    this.#abandoned = new AbandonedRuns(queue)
    this.#suspects = new Suspects(this.id, queue)
    this.#ownership = new Ownership(queue, (sentence) => logger.warn(sentence))
  }

  get running() {
    return this.#running.size
  }

  get jobs() {
    return [...this.#running].map(({ id, name }) => ({ id, name }))
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
    this.#loop.stop()
    await this.#supervisor.stop()
  }

  /**
   * Cancels a job that runs in this worker.
   */
  cancel(id: string) {
    for (const running of this.#running) {
      if (running.id === id) running.cancellation.cancel(new E_JOB_CANCELLED([id]))
    }
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
      if (!this.#mayBegin(reserved)) return { status: 'released' }
      if (this.#supervisor.mayBeRecovered(reserved.id)) reserved.possibleDuplicate = true
      const known = reserved.possibleDuplicate ? await this.queue.log.find(reserved.id) : null
      const reason = this.#reasonToDrop(reserved, known)
      if (reason) return await this.#recorder.ended(reserved, { status: 'dropped', reason }, 0)
      return await (reserved.possibleDuplicate
        ? this.#runPossibleDuplicate(reserved, known)
        : this.#runBeside(reserved))
    } catch (error) {
      // Only PostgreSQL can fail here: the job was not run, or its end could not be recorded.
      this.onError(error as Error)
      return { status: 'postponed', delay: TRY_AGAIN_AFTER_MS, reason: 'PostgreSQL is away' }
    } finally {
      slots.release(reserved.queue)
    }
  }

  ended(reserved: ReservedJob, outcome: Outcome, duration: number) {
    if (isCancelled(outcome) && !reserved.possibleDuplicate) this.#supervisor.dropped(reserved.id)
    // Logs after the broker has been told, so that the next job arrives meanwhile.
    setImmediate(() => this.#jobLog.ended(reserved, outcome, duration))
    if (this.#ended >= this.#limit) this.options.limitReached?.()
  }

  onError(error: Error) {
    this.#jobLog.onError(error)
  }

  async #start({ queues, concurrency, limit = Infinity }: WorkerOptions) {
    this.#limit = limit
    checkJobs(await this.queue.registry.names(), this.queue.config)
    await this.#supervisor.persist(() => this.#ownership.load())
    await this.queue.driver.check()
    this.#slots = new Slots(concurrency, queues)
    await this.#supervisor.start({ queues: [...queues.keys()], concurrency }, this)

    this.#watching = this.#abandoned.watch(this.#stopped.signal, (error) => this.onError(error))
    const options = { queues: [...queues.keys()], concurrency }
    this.#listening = await this.#supervisor.persist(() => this.queue.driver.listen(options, this))
    if (this.#listening) await this.#supervisor.watch(this.#listening)
    await this.#supervisor.persist(() => this.#relay.start())
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

  #mayBegin({ queue }: ReservedJob) {
    return this.#begun < this.#limit && !this.#supervisor.isPaused(queue)
  }

  async #runBeside(reserved: ReservedJob, suspicion?: Suspicion): Promise<Outcome> {
    const entered = this.#solitude.enter(reserved.cancellation, suspicion?.patience)
    const round = typeof entered === 'number' ? entered : await entered
    if (round === 0) return { status: 'released' }
    try {
      if (!this.#mayBegin(reserved)) return { status: 'released' }
      return await (suspicion ? this.#runAlone(reserved, suspicion) : this.#run(reserved))
    } finally {
      this.#solitude.leave(round)
    }
  }

  /**
   * The job may have been running when a worker died.
   */
  async #runPossibleDuplicate(reserved: ReservedJob, known: KnownRun | null) {
    const crashes = known ? crashesOf(reserved, known) : reserved.crashes
    const suspicion = await this.#suspects.suspicionOf(reserved, known)
    const { crashes: charged = 0, text: crashText } = suspicion ?? {}
    return this.#runBeside({ ...reserved, crashes, charged, crashText }, suspicion)
  }

  async #runAlone(reserved: ReservedJob, suspicion: Suspicion) {
    await this.#suspects.begin(reserved.id, suspicion)
    const enough = setTimeout(() => void this.#share(reserved.id), suspicion.patience)
    const outcome = await this.#run(reserved).finally(() => clearTimeout(enough))
    if (outcome.status !== 'released' || !isLost(reserved)) {
      await this.#suspects.ended(reserved.id, outcome)
    }
    return outcome
  }

  async #share(id: string) {
    try {
      await this.#suspects.acquit(id)
      this.#solitude.share()
    } catch (error) {
      this.onError(error as Error)
    }
  }

  async #run(reserved: ReservedJob): Promise<Outcome> {
    const { id, name } = reserved
    const isFirst = this.#running.size === 0
    const before = ++this.#begun
    const cancellation = new CancellationSource()
    const running: Running = { id, name, cancellation }
    const letGo = (reason: Error) => cancellation.cancel(reason)
    reserved.cancellation.onCancelled(letGo)
    this.#running.add(running)
    try {
      const started = performance.now()
      await this.#recorder.started(reserved)
      const outcome = await this.#runner.run(withOwnPayload(reserved), cancellation)
      const stall = this.#loop.longest(started)
      if (stall) await reserved.confirm?.()
      if (isLost(reserved) && !(await this.#stillCounts(reserved, outcome))) {
        const alone = isFirst && this.#begun === before
        await this.#suspects.lost(reserved, { alone, stall })
        return { status: 'released' }
      }
      const fair = isFailure(outcome) ? await this.#fair(outcome, started) : outcome
      return await this.#recorder.ended(reserved, fair, performance.now() - started)
    } finally {
      reserved.cancellation.offCancelled(letGo)
      this.#running.delete(running)
      this.#ended++
    }
  }

  /**
   * Whether the end of a job counts although its lease was lost, because no other worker has begun the job.
   */
  async #stillCounts({ id }: ReservedJob, { status }: Outcome) {
    if (!ENDS.includes(status)) return false
    const known = await this.queue.log.find(id)
    return known?.status !== 'running' || known.worker === this.id
  }

  /**
   * A failure while PostgreSQL is away is not a failure of the job.
   */
  async #fair(outcome: Failure, started: number): Promise<Outcome> {
    if (await this.#supervisor.wasPostgresThere(started)) return outcome
    this.onError(outcome.error)
    return { status: 'postponed', delay: TRY_AGAIN_AFTER_MS, reason: 'PostgreSQL is away' }
  }
}

/** The lease is lost, so another worker may have the job by now. */
function isLost({ cancellation }: ReservedJob) {
  return cancellation.reason instanceof LeaseLost
}

function isFailure(outcome: Outcome): outcome is Failure {
  return 'error' in outcome
}

function isCancelled(outcome: Outcome) {
  return outcome.status === 'dropped' && outcome.reason === 'cancelled'
}

/**
 * How often a worker died while it ran the job. A broker also counts the workers that only held the job, which is no
 * reason to fail it, so the run log limits the count. Trust the broker only for the first crash: the log gets the first
 * start a moment late.
 */
function crashesOf({ crashes }: ReservedJob, known: KnownRun) {
  if (crashes < 2) return crashes
  const died = wasRunning(known) ? known.crashes + 1 : Math.max(known.crashes, 1)
  return Math.min(crashes, died)
}
