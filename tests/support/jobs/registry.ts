import queue from '#queue/main'
import { createTraces, dropTraces } from '#tests/support/jobs/trace'

/**
 * Jobs that only the tests' workers know.
 */
export const testJobs = {
  'test/record': () => import('#tests/support/jobs/record'),
  'test/sleep': () => import('#tests/support/jobs/sleep'),
  'test/stubborn': () => import('#tests/support/jobs/stubborn'),
  'test/fail': () => import('#tests/support/jobs/fail'),
  'test/fail_without_rescue': () => import('#tests/support/jobs/fail_without_rescue'),
  'test/crash': () => import('#tests/support/jobs/crash'),
  'test/advance': () => import('#tests/support/jobs/advance'),
  'test/greet': () => import('#tests/support/jobs/greet'),
  'test/keep_secret': () => import('#tests/support/jobs/keep_secret'),
  'test/write_once': () => import('#tests/support/jobs/write_once'),
  'test/stock_job': () => import('#tests/support/jobs/stock_job'),
  'test/mend': () => import('#tests/support/jobs/mend'),
  'test/perish': () => import('#tests/support/jobs/perish'),
  'test/persist': () => import('#tests/support/jobs/persist'),
  'test/write_late': () => import('#tests/support/jobs/write_late'),
  'test/dispatch_more': () => import('#tests/support/jobs/dispatch_more'),
  'test/leave_effect': () => import('#tests/support/jobs/leave_effect'),
  'test/garble': () => import('#tests/support/jobs/garble'),
  'test/overrun': () => import('#tests/support/jobs/overrun'),
  'test/greet_by_title': () => import('#tests/support/jobs/greet_by_title'),
  'test/end_worker': () => import('#tests/support/jobs/end_worker'),
  'test/block': () => import('#tests/support/jobs/block'),
  'test/throw_hostile': () => import('#tests/support/jobs/throw_hostile'),
}

/**
 * For a group of tests: makes them jobs of the app, and a place for their traces.
 */
export async function useTestJobs() {
  queue.registry.add(testJobs)
  await createTraces()
  return dropTraces
}
