import { AsyncLocalStorage } from 'node:async_hooks'
import type { Origin } from '#queue/types'

const storage = new AsyncLocalStorage<Origin>()

/**
 * Runs a function whose dispatches say that they come from this account, request, job or schedule.
 */
export function dispatchingFrom<Result>(origin: Origin, run: () => Result): Result {
  return storage.run({ ...storage.getStore(), ...origin }, run)
}

export function currentOrigin(): Origin {
  return storage.getStore() ?? {}
}
