import { setTimeout as wait } from 'node:timers/promises'
import type { Visitor } from '#tests/support/visitor'

const STREAM = '/notifications/stream'

/** A stream of server-sent events, as an open page reads it. */
export class EventStream {
  /** All that has arrived. */
  text = ''
  hasEnded = false

  static async open(visitor: Visitor) {
    const response = await visitor.get(STREAM, { accept: 'text/event-stream' })
    return new EventStream(response)
  }

  #reader: ReadableStreamDefaultReader<Uint8Array>

  constructor(readonly response: Response) {
    this.#reader = response.body!.getReader()
    void this.#read()
  }

  /** Waits until the text has arrived. */
  async until(text: string, timeout = 5000) {
    return this.#eventually(() => this.text.includes(text), `no ${text} in: ${this.text}`, timeout)
  }

  async untilEnd(timeout = 5000) {
    return this.#eventually(() => this.hasEnded, 'the stream is still open', timeout)
  }

  async close() {
    await this.#reader.cancel()
  }

  async #read() {
    const decoder = new TextDecoder()
    try {
      for (;;) {
        const { done, value } = await this.#reader.read()
        if (done) break
        this.text += decoder.decode(value, { stream: true })
      }
    } catch {
      // A server that is gone ends the stream too.
    }
    this.hasEnded = true
  }

  async #eventually(isTrue: () => boolean, problem: string, timeout: number) {
    const deadline = Date.now() + timeout
    while (!isTrue()) {
      if (Date.now() > deadline) throw new Error(problem)
      await wait(20)
    }
  }
}
