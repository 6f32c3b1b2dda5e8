import type { IQueueBackend } from 'bullmq'
import { lockDurationOf } from '#queue/drivers/bullmq/leases'
import type { Keeping } from '#queue/drivers/keeping'
import type { HeldJob } from '#queue/keeper/held_jobs'

/** A connection to the broker, which is open only while the event loop is blocked. */
export interface Locks {
  open(queue: string): IQueueBackend
  close(): Promise<void>
}

/**
 * Extends BullMQ's locks of the running jobs.
 */
export class LockKeeping implements Keeping {
  #locks?: Promise<Locks>
  #backends = new Map<string, IQueueBackend>()

  /**
   * @param open throws when the broker is away
   */
  constructor(
    private open: () => Promise<Locks>,
    private lease: number
  ) {}

  async renew(jobs: HeldJob[]) {
    this.#locks ??= this.open()
    try {
      const locks = await this.#locks
      const queues = Map.groupBy(jobs, ({ queue }) => queue)
      await Promise.all([...queues].map(([queue, some]) => this.#extend(locks, queue, some)))
    } catch (error) {
      await this.rest()
      throw error
    }
  }

  async rest() {
    const open = this.#locks
    this.#locks = undefined
    this.#backends.clear()
    const locks = await open?.catch(() => undefined)
    await locks?.close()
  }

  /** The locks that are not extended any more expire. */
  giveUp() {}

  /** BullMQ ignores a job that another worker has locked. */
  async #extend(locks: Locks, queue: string, jobs: HeldJob[]) {
    const ids = jobs.map(({ id }) => id)
    const tokens = jobs.map(({ token }) => token)
    await this.#backendOf(queue, locks).extendLocks(ids, tokens, lockDurationOf(this.lease))
  }

  #backendOf(queue: string, locks: Locks) {
    const backend = this.#backends.get(queue) ?? locks.open(queue)
    this.#backends.set(queue, backend)
    return backend
  }
}
