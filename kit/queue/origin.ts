import { AsyncLocalStorage } from 'node:async_hooks'
import type { Origin } from '#queue/types'

const storage = new AsyncLocalStorage<Origin>()

/**
 * Runs a function, and records this account, request, job or schedule as the origin of the jobs that it dispatches.
 */
export function dispatchingFrom<Result>(origin: Origin, run: () => Result): Result {
  return storage.run({ ...storage.getStore(), ...origin }, run)
}

export function currentOrigin(): Origin {
  return storage.getStore() ?? {}
}
