import { AsyncLocalStorage } from 'node:async_hooks'

/** Another worker may have taken the job. */
export class LeaseLost extends Error {}

type Heard = (reason: Error) => void

/**
 * A cancellation source for a job. It creates its AbortController only when the signal is read, because creating one is
 * expensive compared to a small job, and most jobs never read their signal.
 */
export class Stop {
  #controller?: AbortController
  /** The async context of the job that read the signal, so that a listener's error belongs to that job. */
  #inContext?: ReturnType<typeof AsyncLocalStorage.snapshot>
  #heard?: Heard[]
  #reason?: Error

  /** The reason of the cancellation; undefined before it. */
  get reason() {
    return this.#reason
  }

  get signal(): AbortSignal {
    if (!this.#controller) {
      this.#controller = new AbortController()
      this.#inContext = AsyncLocalStorage.snapshot()
      if (this.#reason) this.#controller.abort(this.#reason)
    }
    return this.#controller.signal
  }

  /** Only the first call has an effect. */
  ask(reason: Error) {
    if (this.#reason) return
    this.#reason = reason
    this.#inContext?.(() => this.#controller!.abort(reason))
    for (const hear of [...(this.#heard ?? [])]) hear(reason)
  }

  /** Registers a listener. It is not called for an earlier cancellation. */
  onAsked(hear: Heard) {
    this.#heard ??= []
    this.#heard.push(hear)
  }

  forget(hear: Heard) {
    this.#heard = this.#heard?.filter((one) => one !== hear)
  }
}
