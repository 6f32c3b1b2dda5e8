import { setTimeout as wait } from 'node:timers/promises'
import type { Job, Worker } from 'bullmq'
import { ActiveJobSet } from '#queue/active_job_set'
import { LeaseLost, CancellationSource } from '#queue/cancellation'

const CONFIRMATIONS = 6
const CONFIRM_AGAIN_MS = 300

type Extender = Pick<Worker, 'extendJobLocks'>

/**
 * After a worker's death its locks expire, and the second check for stalled jobs finds its jobs. Both together take
 * less than the lease.
 * @returns how long a lock is valid, in milliseconds
 */
export function lockDurationOf(lease: number) {
  return Math.round((lease * 2) / 3)
}

/**
 * The lease of a job that this worker has reserved.
 */
export class Lease {
  readonly cancellation = new CancellationSource()
  isLost = false
  place?: number

  constructor(
    readonly id: string,
    readonly token: string
  ) {}
}

/**
 * Renews the locks of the running jobs. BullMQ's own renewal uses the machine's clock: if that is set back by five
 * minutes, every lock expires.
 */
export class Leases {
  #leases = new ActiveJobSet<Lease>()
  #timer: NodeJS.Timeout

  /**
   * @param duration how long a lock is valid, in milliseconds
   */
  constructor(
    private worker: Extender,
    private duration: number,
    private onError: (error: Error) => void
  ) {
    this.#timer = setInterval(() => void this.renew(), duration / 3)
  }

  add({ id, token }: Job) {
    const lease = new Lease(id!, token!)
    this.#leases.add(lease)
    return lease
  }

  remove(lease: Lease) {
    this.#leases.delete(lease)
  }

  abort() {
    for (const lease of this.#leases) lease.cancellation.cancel(new Error('The worker stops'))
  }

  stop() {
    clearInterval(this.#timer)
  }

  /**
   * Finds out whether leases are lost. After a blockage the client may have to connect again first. Never throws.
   */
  async confirm() {
    for (let tries = 1; tries < CONFIRMATIONS && !(await this.renew()); tries++) {
      await wait(CONFIRM_AGAIN_MS)
    }
  }

  /**
   * Never throws.
   * @returns whether the broker has answered
   */
  async renew() {
    const leases = [...this.#leases]
    if (leases.length === 0) return true

    const ids = leases.map((lease) => lease.id)
    const tokens = leases.map((lease) => lease.token)
    try {
      const lost = await this.worker.extendJobLocks(ids, tokens, this.duration)
      leases.filter((lease) => lost.includes(lease.id)).forEach((lease) => this.#lose(lease))
      return true
    } catch (error) {
      this.onError(error as Error)
      return false
    }
  }

  /** BullMQ also reports the jobs that ended meanwhile. They are ignored. */
  #lose(lease: Lease) {
    if (!this.#leases.has(lease)) return
    lease.isLost = true
    lease.cancellation.cancel(new LeaseLost('The lease is lost'))
  }
}
