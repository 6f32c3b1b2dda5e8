import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { takeLock } from '../../kit/local_services/lock.js'

const LOCKS = fileURLToPath(new URL('../../tmp/test_lanes/', import.meta.url))

/**
 * The part of a test run has a database by its name. A run beside another one of the same part, such as one that was
 * stopped and has not ended yet, would drop that database, so it gets a name with a number.
 */
export function takeLane(wanted = '', locks = LOCKS) {
  mkdirSync(locks, { recursive: true })
  for (let number = 1; ; number++) {
    const lane = number === 1 ? wanted : `${wanted}${number}`
    if (takeLock(join(locks, `${lane}.lock`))) return lane
  }
}
