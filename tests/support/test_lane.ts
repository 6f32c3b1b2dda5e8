import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { takeLock } from '../../kit/local_services/lock.js'

const LOCKS = fileURLToPath(new URL('../../tmp/test_lanes/', import.meta.url))

/**
 * Each lane of a test run has its own database. A second run with the same lane, for example while an earlier one still
 * stops, would drop that database, so its lane gets a number.
 */
export function takeLane(wanted = '', locks = LOCKS) {
  mkdirSync(locks, { recursive: true })
  for (let number = 1; ; number++) {
    const lane = number === 1 ? wanted : `${wanted}${number}`
    if (takeLock(join(locks, `${lane}.lock`))) return lane
  }
}
