import { AsyncLocalStorage } from 'node:async_hooks'

/** Another worker may have reserved the job. */
export class LeaseLost extends Error {}

type Listener = (reason: Error) => void

/**
 * A cancellation source for a job. It creates its AbortController only when the signal is read, because creating one is
 * expensive compared to a small job, and most jobs never read their signal.
 */
export class CancellationSource {
  #controller?: AbortController
  /** The async context of the job that read the signal, so that a listener's error belongs to that job. */
  #inContext?: ReturnType<typeof AsyncLocalStorage.snapshot>
  #listeners?: Listener[]
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
  cancel(reason: Error) {
    if (this.#reason) return
    this.#reason = reason
    this.#inContext?.(() => this.#controller!.abort(reason))
    for (const listener of [...(this.#listeners ?? [])]) listener(reason)
  }

  /** Registers a listener. It is not called for an earlier cancellation. */
  onCancelled(listener: Listener) {
    this.#listeners ??= []
    this.#listeners.push(listener)
  }

  offCancelled(listener: Listener) {
    this.#listeners = this.#listeners?.filter((one) => one !== listener)
  }
}
