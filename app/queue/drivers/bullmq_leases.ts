import type { Job, Worker } from 'bullmq'

type Extender = Pick<Worker, 'extendJobLocks'>

/**
 * A job that this worker holds.
 */
export class Lease {
  #controller = new AbortController()
  isLost = false

  constructor(
    readonly id: string,
    readonly token: string
  ) {}

  get signal() {
    return this.#controller.signal
  }

  abort(reason: string) {
    this.#controller.abort(new Error(reason))
  }
}

/**
 * Keeps the locks of the jobs that run. BullMQ's own renewal goes by the machine's clock: set back by five minutes,
 * it would let every lock expire.
 */
export class Leases {
  #leases = new Map<string, Lease>()
  #timer: NodeJS.Timeout

  /**
   * @param duration of a lock, in milliseconds
   */
  constructor(
    private worker: Extender,
    private duration: number,
    private troubled: (error: Error) => void
  ) {
    this.#timer = setInterval(() => void this.#renew(), duration / 3)
  }

  add({ id, token }: Job) {
    const lease = new Lease(id!, token!)
    this.#leases.set(lease.id, lease)
    return lease
  }

  /** A job that was lost may have come back meanwhile: that lease is another. */
  remove(lease: Lease) {
    if (this.#holds(lease)) this.#leases.delete(lease.id)
  }

  abort() {
    this.#leases.forEach((lease) => lease.abort('The worker stops'))
  }

  stop() {
    clearInterval(this.#timer)
  }

  async #renew() {
    const leases = [...this.#leases.values()]
    if (leases.length === 0) return

    const ids = leases.map((lease) => lease.id)
    const tokens = leases.map((lease) => lease.token)
    try {
      const lost = await this.worker.extendJobLocks(ids, tokens, this.duration)
      leases.filter((lease) => lost.includes(lease.id)).forEach((lease) => this.#lose(lease))
    } catch (error) {
      this.troubled(error as Error)
    }
  }

  /** One that ended meanwhile has no lock either. */
  #lose(lease: Lease) {
    if (!this.#holds(lease)) return
    lease.isLost = true
    lease.abort('The lease is lost')
  }

  #holds(lease: Lease) {
    return this.#leases.get(lease.id) === lease
  }
}
