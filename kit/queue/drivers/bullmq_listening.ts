import type { BackendFactory, IQueueBackend } from 'bullmq'
import { setTimeout as wait } from 'node:timers/promises'
import { BullMQWork } from '#queue/drivers/bullmq_work'
import type { Listener, Listening, ListenOptions } from '#queue/drivers/driver'

/** What a broker that is away may take to say goodbye, after the last job has ended. */
const FAREWELL_MS = 3000

/**
 * Where BullMQ keeps its jobs.
 */
export interface BullMQStore {
  connection: object
  backend: BackendFactory<IQueueBackend, never>
  /** Of Redis' keys. */
  prefix?: string
  /**
   * How many short jobs of a queue a worker holds, if more than run. Only where what is handed back keeps its turn, which
   * on PostgreSQL it does not.
   */
  prefetch?: number
  close(): Promise<void>
}

/**
 * The BullMQ workers of one process, one a queue.
 */
export class BullMQListening implements Listening {
  #works: Map<string, BullMQWork>

  /**
   * @param lease how long after a worker's death its jobs run again at most, in milliseconds
   */
  constructor(
    private store: BullMQStore,
    lease: number,
    { queues, concurrency }: ListenOptions,
    listener: Listener
  ) {
    this.#works = new Map(
      queues.map((queue) => [queue, new BullMQWork(queue, store, { lease, concurrency }, listener)])
    )
  }

  async pause(queue: string) {
    await this.#works.get(queue)?.pause()
  }

  async resume(queue: string) {
    await this.#works.get(queue)?.resume()
  }

  async stop(grace: number) {
    const works = [...this.#works.values()]
    const late = setTimeout(() => works.forEach((work) => work.abort()), grace)
    const closed = new AbortController()
    await Promise.race([
      Promise.all(works.map((work) => work.close())),
      this.#tooLong(works, closed.signal),
    ])
    closed.abort()
    clearTimeout(late)
    works.forEach((work) => work.end())
    await this.store.close()
  }

  async #tooLong(works: BullMQWork[], closed: AbortSignal) {
    do {
      await Promise.all(works.map((work) => work.idle()))
      await wait(FAREWELL_MS, undefined, { signal: closed }).catch(() => undefined)
    } while (works.some((work) => work.isRunning) && !closed.aborted)
  }
}
