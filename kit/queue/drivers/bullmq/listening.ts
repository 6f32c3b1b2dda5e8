import { setTimeout as wait } from 'node:timers/promises'
import { BullMQConsumer } from '#queue/drivers/bullmq/consumer'
import type { BullMQStore } from '#queue/drivers/bullmq/store'
import type { Listener, Listening, ListenOptions } from '#queue/drivers/driver'

/** The longest time that closing may take after the last job has ended. A broker that is away does not answer. */
const FAREWELL_MS = 3000

/**
 * The BullMQ workers of one process: one for each queue.
 */
export class BullMQListening implements Listening {
  #works: Map<string, BullMQConsumer>

  /**
   * @param lease the longest time until the jobs of a dead worker run again, in milliseconds
   */
  constructor(
    private store: BullMQStore,
    lease: number,
    { queues, concurrency }: ListenOptions,
    listener: Listener
  ) {
    this.#works = new Map(
      queues.map((queue) => [
        queue,
        new BullMQConsumer(queue, store, { lease, concurrency }, listener),
      ])
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

  async #tooLong(works: BullMQConsumer[], closed: AbortSignal) {
    do {
      await Promise.all(works.map((work) => work.idle()))
      await wait(FAREWELL_MS, undefined, { signal: closed }).catch(() => undefined)
    } while (works.some((work) => work.isRunning) && !closed.aborted)
  }
}
