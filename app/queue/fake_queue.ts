import { AssertionError } from 'node:assert'
import { isDeepStrictEqual } from 'node:util'
import type { Envelope, JobClass, PayloadOf } from '#queue/types'

type Expected<Payload> = Payload | ((payload: Payload) => boolean)

/**
 * Stands in for the broker in tests and remembers what was dispatched.
 */
export class FakeQueue {
  readonly dispatched: { job: JobClass; envelope: Envelope }[] = []
  #restore: () => void

  constructor(restore: () => void) {
    this.#restore = restore
  }

  record(job: JobClass, envelope: Envelope) {
    this.dispatched.push({ job, envelope })
    return `fake-${this.dispatched.length}`
  }

  /**
   * @param expected the payload, or a function that says whether a payload is the right one
   * @throws AssertionError
   */
  assertDispatched<Class extends JobClass>(job: Class, expected?: Expected<PayloadOf<Class>>) {
    if (!this.#has(job, expected)) fail(`${job.name} was not dispatched so. ${this.#summary()}`)
  }

  assertNotDispatched<Class extends JobClass>(job: Class, expected?: Expected<PayloadOf<Class>>) {
    if (this.#has(job, expected)) fail(`${job.name} was dispatched. ${this.#summary()}`)
  }

  assertCount(count: number) {
    if (this.dispatched.length !== count) fail(`Not ${count} jobs. ${this.#summary()}`)
  }

  [Symbol.dispose]() {
    this.#restore()
  }

  #has<Class extends JobClass>(job: Class, expected?: Expected<PayloadOf<Class>>) {
    return this.dispatched.some((one) => one.job === job && matches(one.envelope.payload, expected))
  }

  #summary() {
    const lines = this.dispatched.map(
      ({ envelope }) => `${envelope.name} ${JSON.stringify(envelope.payload)}`
    )
    return `Dispatched: ${lines.join(', ') || 'nothing'}`
  }
}

function matches<Payload>(payload: unknown, expected?: Expected<Payload>) {
  if (expected === undefined) return true
  if (typeof expected === 'function') {
    return (expected as (payload: unknown) => boolean)(payload)
  }
  return isDeepStrictEqual(payload, JSON.parse(JSON.stringify(expected)))
}

function fail(message: string): never {
  throw new AssertionError({ message })
}
