import type { Outcome, ReservedJob } from '#queue/drivers/driver'
import { LONGEST_TIMER_MS, milliseconds } from '#queue/duration'
import { E_JOB_CRASHED } from '#queue/errors'
import { CrashStore, type KnownCrashes } from '#queue/run_log/crash_store'
import type { KnownRun } from '#queue/run_log/job_store'
import type { QueueContext } from '#queue/queue_context'
import { wasRunning } from '#queue/worker/abandoned_runs'
import type { Stall } from '#queue/worker/loop_watch'

/**
 * A death without an explanation is a kill from outside, or the memory ran out. Three of them, while a job ran alone,
 * count as one crash of that job: kills from outside seldom fail a job, and a job that needs too much memory fails in
 * the end.
 */
const UNEXPLAINED_A_CRASH = 3

const PATIENCE_GROWS = 4

export interface CrashHistory {
  /** How many deaths of workers are charged to the job. */
  crashes: number
  /** Why they are charged to it. */
  text: string
  /** Deaths that are not stored yet, and how many of them are unexplained. */
  deaths: number
  unexplained: number
  /** For how many milliseconds no other job begins beside it. */
  patience: number
}

/**
 * Remembers the jobs that were running when a worker died. Each of them runs alone until it has ended, or until it is known that
 * this job ends the workers.
 */
export class CrashTracker {
  #store: CrashStore

  constructor(
    private worker: string,
    private queue: QueueContext
  ) {
    this.#store = new CrashStore(queue.store)
  }

  /**
   * @returns undefined when the job may run beside others
   */
  async historyOf(reserved: ReservedJob, run: KnownRun | null): Promise<CrashHistory | undefined> {
    const crashes = await this.#store.find(reserved.id)
    const wasLost = run !== null && wasRunning(run) && run.worker !== this.worker
    const hasDied = wasLost && (reserved.crashes > 0 || (crashes?.isWorkerSilent ?? true))
    if (!hasDied && !crashes?.mustRunAlone) return undefined

    const deaths = hasDied ? 1 : 0
    const unexplained = hasDied && crashes?.wasAlone ? 1 : 0
    const patience = this.#patienceAfter((crashes?.deaths ?? 0) + deaths)
    return { ...judge(crashes, unexplained), deaths, unexplained, patience }
  }

  async begin(id: string, suspicion: CrashHistory) {
    await this.#store.begin(id, this.worker, suspicion)
  }

  /** The job has run alone for long enough, so others may begin beside it. */
  async endSolitude(id: string) {
    await this.#store.endSolitude(id)
  }

  async ended(id: string, { status }: Outcome) {
    if (status === 'released') await this.#store.endSolitude(id)
    else await this.#store.clear(id)
  }

  /**
   * This worker has lost the lease of the job, and another worker may have begun it.
   * @param stall how long the event loop stood still meanwhile
   * @param alone whether only this job can have blocked the event loop
   */
  async lost(reserved: ReservedJob, { stall, alone }: { stall?: Stall; alone: boolean }) {
    const { id, charged = 0 } = reserved
    // Two workers may charge the job for the same run. The run after the last allowed crash is only for the rescue: an
    // extra charge would mean that the rescue ended its worker, and would skip it.
    const most = Math.max(this.queue.config.crashes, charged + 1)
    const cause = stall && this.#causeOf(stall, reserved)
    if (!cause) await this.#store.endSolitude(id)
    else if (!alone) await this.#store.countDeath(id)
    else if (cause === 'job') await this.#store.charge(id, blockage(stall!.ms, reserved), most)
    else await this.#store.countUnexplained(id)
    await this.#store.release(id, this.worker)
  }

  /**
   * A job that blocks keeps its lease for as long as it may take. A frozen process loses all its leases.
   * @returns undefined if the stall is not why the lease was lost
   */
  #causeOf({ ms, isBusy }: Stall, { hold }: ReservedJob): 'job' | 'freeze' | undefined {
    if (isBusy) return ms > (hold?.limit ?? Infinity) ? 'job' : undefined
    return ms > milliseconds(this.queue.config.lease) / 2 ? 'freeze' : undefined
  }

  /** One lease after the first death, so that a kill does not hold up the others for long; longer after each death. */
  #patienceAfter(deaths: number) {
    const lease = milliseconds(this.queue.config.lease)
    return Math.min(lease * PATIENCE_GROWS ** Math.max(deaths - 1, 0), LONGEST_TIMER_MS)
  }
}

export function crashError({ name, crashes, crashText }: ReservedJob) {
  return new E_JOB_CRASHED([name, crashText ?? `its worker died ${crashes} times while it ran`])
}

function judge(known: KnownCrashes | undefined, uncounted: number) {
  const { charged = 0, reason } = known ?? {}
  const unexplained = (known?.unexplained ?? 0) + uncounted
  const others = Math.floor(unexplained / UNEXPLAINED_A_CRASH)
  const texts = []
  if (reason) {
    texts.push(`it has ended or blocked its worker ${times(charged)}; the last time, it ${reason}`)
  }
  if (!reason || others > 0) {
    texts.push(
      `its worker died ${times(unexplained)} while it ran alone, killed from outside or out of memory`
    )
  }
  return { crashes: charged + others, text: texts.join('; ') }
}

function times(count: number) {
  return count === 1 ? 'once' : `${count} times`
}

function blockage(ms: number, { hold }: ReservedJob) {
  return `blocked the event loop for ${seconds(ms)}, longer than its timeout of ${seconds(hold!.limit!)}`
}

function seconds(ms: number) {
  return `${Number((ms / 1000).toFixed(ms < 10_000 ? 1 : 0))} s`
}
