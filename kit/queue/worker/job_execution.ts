import { performance } from 'node:perf_hooks'
import { ActiveJobSet } from '#queue/active_job_set'
import { CancellationSource, LeaseLost } from '#queue/cancellation'
import type { Outcome, ReservedJob } from '#queue/drivers/driver'
import { milliseconds } from '#queue/duration'
import { E_JOB_CANCELLED } from '#queue/errors'
import type { QueueContext } from '#queue/queue_context'
import type { KnownRun } from '#queue/run_log/job_store'
import { jobTracer } from '#queue/tracing'
import { wasRunning } from '#queue/worker/abandoned_runs'
import type { JobRecorder } from '#queue/worker/job_recorder'
import type { JobRunner } from '#queue/worker/job_runner'
import { LoopWatch } from '#queue/worker/loop_watch'
import { withOwnPayload } from '#queue/worker/reserved_job'
import { Solitude } from '#queue/worker/solitude'
import type { Supervisor } from '#queue/worker/supervisor'
import { CrashTracker, type CrashHistory } from '#queue/worker/crash_tracker'

export const POSTGRES_IS_AWAY: Outcome = {
  status: 'postponed',
  delay: 1000,
  reason: 'PostgreSQL is away',
}

const ENDS: Outcome['status'][] = ['completed', 'failed', 'dropped']

interface Running {
  id: string
  name: string
  cancellation: CancellationSource
  place?: number
}

type Failure = Extract<Outcome, { error: Error }>

/** Keeps the lease of a running job while the event loop is blocked. */
interface Keeper {
  hold(reserved: ReservedJob): NonNullable<ReservedJob['hold']>
}

interface Parts {
  recorder: JobRecorder
  runner: JobRunner
  supervisor: Supervisor
  onError: (error: Error) => void
}

/**
 * The jobs that run in a worker: beside each other, or alone if one of them may have ended a worker.
 */
export class JobExecution {
  /** After this many jobs no more begin. */
  limit = Infinity
  keeper?: Keeper
  #crashes: CrashTracker
  #lease: number
  #solitude = new Solitude()
  #loop = new LoopWatch()
  #running = new ActiveJobSet<Running>()
  #begun = 0
  #ended = 0

  constructor(
    private worker: string,
    private queue: QueueContext,
    private parts: Parts
  ) {
    this.#crashes = new CrashTracker(worker, queue)
    this.#lease = milliseconds(queue.config.lease)
  }

  get running() {
    return this.#running.size
  }

  get jobs() {
    return [...this.#running].map(({ id, name }) => ({ id, name }))
  }

  get isLimitReached() {
    return this.#ended >= this.limit
  }

  cancel(id: string) {
    for (const running of this.#running) {
      if (running.id === id) running.cancellation.cancel(new E_JOB_CANCELLED([id]))
    }
  }

  mayBegin({ queue }: ReservedJob) {
    return this.#begun < this.limit && !this.parts.supervisor.isPaused(queue)
  }

  /**
   * @param known the job's row in the run log, if the job is a possible duplicate
   * @throws the error of PostgreSQL: the job was not run, or its end could not be recorded
   */
  run(reserved: ReservedJob, known: KnownRun | null): Promise<Outcome> {
    return reserved.possibleDuplicate
      ? this.#runPossibleDuplicate(reserved, known)
      : this.#runBeside(reserved)
  }

  stop() {
    this.#loop.stop()
  }

  async #runBeside(reserved: ReservedJob, history?: CrashHistory): Promise<Outcome> {
    const entered = this.#solitude.enter(reserved.cancellation, history?.patience)
    const round = typeof entered === 'number' ? entered : await entered
    if (round === 0) return { status: 'released' }
    try {
      if (!this.mayBegin(reserved)) return { status: 'released' }
      return await (history ? this.#runAlone(reserved, history) : this.#run(reserved))
    } finally {
      this.#solitude.leave(round)
    }
  }

  /**
   * The job may have been running when a worker died.
   */
  async #runPossibleDuplicate(reserved: ReservedJob, known: KnownRun | null) {
    const crashes = known ? crashesOf(reserved, known) : reserved.crashes
    const history = await this.#crashes.historyOf(reserved, known)
    const { crashes: charged = 0, text: crashText } = history ?? {}
    return this.#runBeside({ ...reserved, crashes, charged, crashText }, history)
  }

  async #runAlone(reserved: ReservedJob, history: CrashHistory) {
    await this.#crashes.begin(reserved.id, history)
    const enough = setTimeout(() => void this.#share(reserved.id), history.patience)
    const outcome = await this.#run(reserved).finally(() => clearTimeout(enough))
    if (outcome.status !== 'released' || !isLost(reserved)) {
      await this.#crashes.ended(reserved.id, outcome)
    }
    return outcome
  }

  async #share(id: string) {
    try {
      await this.#crashes.endSolitude(id)
      this.#solitude.share()
    } catch (error) {
      this.parts.onError(error as Error)
    }
  }

  async #run(reserved: ReservedJob): Promise<Outcome> {
    if (this.#loop.hasStalled(performance.now() - this.#lease)) {
      // The job may have waited here for so long that another worker has it.
      await reserved.confirm?.()
      if (isLost(reserved)) return { status: 'released' }
    }
    return jobTracer().attempt(reserved, () => this.#attempt(reserved))
  }

  async #attempt(reserved: ReservedJob): Promise<Outcome> {
    const { id, name } = reserved
    const isFirst = this.#running.size === 0
    const before = ++this.#begun
    const cancellation = new CancellationSource()
    const running: Running = { id, name, cancellation }
    const letGo = (reason: Error) => cancellation.cancel(reason)
    reserved.cancellation.onCancelled(letGo)
    this.#running.add(running)
    reserved.hold = this.keeper?.hold(reserved)
    try {
      const started = performance.now()
      await this.parts.recorder.started(reserved)
      const outcome = await this.parts.runner.run(this.#runnable(reserved, started), cancellation)
      const stall = this.#loop.longest(started)
      if (stall) await reserved.confirm?.()
      if (isLost(reserved) && !(await this.#stillCounts(reserved, outcome))) {
        const alone = isFirst && this.#begun === before
        await this.#crashes.lost(reserved, { alone, stall })
        return { status: 'released' }
      }
      const fair = isFailure(outcome) ? await this.#fair(outcome, started) : outcome
      return await this.parts.recorder.ended(reserved, fair, performance.now() - started)
    } finally {
      reserved.cancellation.offCancelled(letGo)
      reserved.hold?.end()
      this.#running.delete(running)
      this.#ended++
    }
  }

  /** Unless the event loop was blocked, the lease is known: a question would wait for a broker that is away. */
  #runnable(reserved: ReservedJob, started: number): ReservedJob {
    const confirm = async () => {
      if (this.#loop.longest(started)) await reserved.confirm?.()
    }
    return withOwnPayload(reserved, confirm)
  }

  /**
   * Whether the end of a job counts although its lease was lost, because no other worker has begun the job.
   */
  async #stillCounts({ id }: ReservedJob, { status }: Outcome) {
    if (!ENDS.includes(status)) return false
    const known = await this.queue.log.find(id)
    return known?.status !== 'running' || known.worker === this.worker
  }

  /**
   * A failure while PostgreSQL is away is not a failure of the job.
   */
  async #fair(outcome: Failure, started: number): Promise<Outcome> {
    if (await this.parts.supervisor.wasPostgresThere(started)) return outcome
    this.parts.onError(outcome.error)
    return POSTGRES_IS_AWAY
  }
}

/** The lease is lost, so another worker may have the job by now. */
function isLost({ cancellation }: ReservedJob) {
  return cancellation.reason instanceof LeaseLost
}

function isFailure(outcome: Outcome): outcome is Failure {
  return 'error' in outcome
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
