import { AssertionError } from 'node:assert'
import { isDeepStrictEqual } from 'node:util'
import type { Envelope, JobClass, PayloadOf } from '#queue/types'

type Expected<Payload> = Payload | ((payload: Payload) => boolean)

/**
 * Stands in for the broker in tests and remembers what was dispatched, also in a transaction that was rolled back.
 */
export class FakeQueue {
  readonly dispatched: { job: JobClass; envelope: Envelope; payload: unknown }[] = []
  #restore: () => void

  constructor(restore: () => void) {
    this.#restore = restore
  }

  record(job: JobClass, envelope: Envelope) {
    this.dispatched.push({ job, envelope, payload: JSON.parse(envelope.payload) })
  }

  /**
   * @param expected the payload, or a function that says whether a payload is the right one
   * @throws AssertionError
   */
  assertDispatched<Class extends JobClass>(job: Class, expected?: Expected<PayloadOf<Class>>) {
    if (!this.#has(job, expected)) fail(`${nameOf(job, expected)} was not dispatched`, this)
  }

  /**
   * @throws AssertionError
   */
  assertNotDispatched<Class extends JobClass>(job: Class, expected?: Expected<PayloadOf<Class>>) {
    if (this.#has(job, expected)) fail(`${nameOf(job, expected)} was dispatched`, this)
  }

  /**
   * @throws AssertionError
   */
  assertCount(count: number) {
    if (this.dispatched.length !== count) fail(`${count} jobs were expected`, this)
  }

  [Symbol.dispose]() {
    this.#restore()
  }

  #has<Class extends JobClass>(job: Class, expected?: Expected<PayloadOf<Class>>) {
    return this.dispatched.some((one) => one.job === job && matches(one.payload, expected))
  }
}

function matches<Payload>(payload: unknown, expected?: Expected<Payload>) {
  if (expected === undefined) return true
  if (typeof expected === 'function') {
    return (expected as (payload: unknown) => boolean)(payload)
  }
  return isDeepStrictEqual(payload, JSON.parse(JSON.stringify(expected)))
}

function nameOf(job: JobClass, expected: unknown) {
  if (expected === undefined) return job.name
  if (typeof expected === 'function') return `${job.name} with such a payload`
  return `${job.name} with ${JSON.stringify(expected)}`
}

function fail(message: string, { dispatched }: FakeQueue): never {
  const lines = dispatched.map(({ envelope }) => `${envelope.name} with ${envelope.payload}`)
  throw new AssertionError({ message: `${message}. Dispatched: ${lines.join(', ') || 'nothing'}` })
}
