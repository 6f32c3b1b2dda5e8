import { AsyncLocalStorage } from 'node:async_hooks'

/** Another worker may have the job by now. */
export class LeaseLost extends Error {}

type Heard = (reason: Error) => void

/**
 * What asks a job to stop: an AbortController whose signal is made when somebody asks for it, for to make one takes
 * longer than much else that a small job needs, and most never look at theirs.
 */
export class Stop {
  #controller?: AbortController
  /** Of whoever asked for the signal: a listener that throws is that job's. */
  #inContext?: ReturnType<typeof AsyncLocalStorage.snapshot>
  #heard?: Heard[]
  #reason?: Error

  /** Why it was asked, once it was. */
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

  /** The first reason counts. */
  ask(reason: Error) {
    if (this.#reason) return
    this.#reason = reason
    this.#inContext?.(() => this.#controller!.abort(reason))
    for (const hear of [...(this.#heard ?? [])]) hear(reason)
  }

  /** From now on, where it was not asked before. */
  onAsked(hear: Heard) {
    this.#heard ??= []
    this.#heard.push(hear)
  }

  forget(hear: Heard) {
    this.#heard = this.#heard?.filter((one) => one !== hear)
  }
}
