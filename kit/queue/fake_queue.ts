import { AssertionError } from 'node:assert'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { isDeepStrictEqual } from 'node:util'
import { afterRollback } from '#queue/transactions'
import type { JobClass, PendingJob, PayloadOf } from '#queue/types'

interface Dispatched {
  job: JobClass
  pending: PendingJob
  payload: unknown
}

type Expected<Payload> = Payload | ((payload: Payload) => boolean)

/**
 * Replaces the broker in tests and records dispatched jobs, without the jobs of transactions that were rolled back.
 */
export class FakeQueue {
  #dispatched: Dispatched[] = []
  #sealed = new Map<string, Dispatched>()
  #restore: () => void

  constructor(restore: () => void) {
    this.#restore = restore
  }

  get dispatched(): readonly Dispatched[] {
    return this.#dispatched
  }

  remember(pending: PendingJob, job: JobClass, payload: unknown) {
    const json = JSON.stringify(payload === undefined ? {} : payload)
    this.#sealed.set(pending.id, { job, pending, payload: JSON.parse(json) })
  }

  record(jobs: PendingJob[], trx?: TransactionClientContract) {
    const recorded = jobs.map(({ id }) => this.#sealed.get(id)!)
    this.#dispatched.push(...recorded)
    if (trx) {
      afterRollback(trx, () => {
        this.#dispatched = this.#dispatched.filter((one) => !recorded.includes(one))
      })
    }
    return jobs.map(({ id }) => id)
  }

  /**
   * @param expected the payload, or a function that returns whether a payload matches
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
  const lines = dispatched.map(
    ({ pending, payload }) => `${pending.name} with ${JSON.stringify(payload)}`
  )
  throw new AssertionError({ message: `${message}. Dispatched: ${lines.join(', ') || 'nothing'}` })
}
