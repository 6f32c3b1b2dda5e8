import type { Job, Worker } from 'bullmq'
import { ActiveJobSet } from '#queue/active_job_set'
import { LeaseLost, CancellationSource } from '#queue/cancellation'

type Extender = Pick<Worker, 'extendJobLocks'>

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

  /** Never throws. */
  async renew() {
    const leases = [...this.#leases]
    if (leases.length === 0) return

    const ids = leases.map((lease) => lease.id)
    const tokens = leases.map((lease) => lease.token)
    try {
      const lost = await this.worker.extendJobLocks(ids, tokens, this.duration)
      leases.filter((lease) => lost.includes(lease.id)).forEach((lease) => this.#lose(lease))
    } catch (error) {
      this.onError(error as Error)
    }
  }

  /** BullMQ also reports the jobs that ended meanwhile. They are ignored. */
  #lose(lease: Lease) {
    if (!this.#leases.has(lease)) return
    lease.isLost = true
    lease.cancellation.cancel(new LeaseLost('The lease is lost'))
  }
}
