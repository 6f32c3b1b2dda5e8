import { setTimeout as wait } from 'node:timers/promises'

/**
 * Calls `find` until it returns a value.
 * @throws after `timeout` milliseconds
 */
export async function eventually<Value>(
  find: () => Promise<Value | undefined | false | null>,
  timeout = 30_000
): Promise<Value> {
  const deadline = Date.now() + timeout
  while (Date.now() < deadline) {
    const value = await find()
    if (value) return value
    await wait(50)
  }
  throw new Error(`Nothing after ${timeout} ms`)
}
