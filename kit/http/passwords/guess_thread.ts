import { extname } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { Verdict } from '#http/passwords/guesser'

type Waiting = PromiseWithResolvers<Verdict>

/**
 * In the source tree this is a TypeScript file, in a build a JavaScript file. `node ace dev` adds a query to the address
 * of a file that it reloads, which is no part of the name.
 */
const WORKER = new URL(`guess_worker${extname(new URL(import.meta.url).pathname)}`, import.meta.url)

/**
 * Judges passwords in a thread of its own: the dictionary takes 200 ms to load and the worst password 100 ms to judge,
 * and requests do not wait for either. The thread starts with the first password.
 */
class GuessThread {
  #worker?: Worker
  #waiting = new Map<number, Waiting>()
  #lastId = 0

  async judge(password: string, words: string[]) {
    const worker = this.#start()
    const id = ++this.#lastId
    const answer = Promise.withResolvers<Verdict>()
    this.#waiting.set(id, answer)
    worker.ref()
    worker.postMessage({ id, password, words })
    return answer.promise
  }

  #start() {
    if (this.#worker) return this.#worker
    const worker = new Worker(WORKER)
    worker.on('message', ({ id, verdict }) => this.#settle(id, (one) => one.resolve(verdict)))
    worker.on('error', (error) => this.#fail(error))
    this.#worker = worker
    return worker
  }

  #settle(id: number, settle: (waiting: Waiting) => void) {
    settle(this.#waiting.get(id)!)
    this.#waiting.delete(id)
    // An idle thread must not keep a command alive.
    if (this.#waiting.size === 0) this.#worker?.unref()
  }

  /** The next password starts a new thread. */
  #fail(error: unknown) {
    this.#worker = undefined
    for (const id of this.#waiting.keys()) this.#settle(id, (one) => one.reject(error))
  }
}

export const guessThread = new GuessThread()
