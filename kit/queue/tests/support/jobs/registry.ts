import queue from '#queue/main'
import { createTraces, dropTraces } from '#queue/tests/support/jobs/trace'

/**
 * Jobs that only the workers of the tests know.
 */
export const testJobs = {
  'test/record': () => import('#queue/tests/support/jobs/record'),
  'test/sleep': () => import('#queue/tests/support/jobs/sleep'),
  'test/stubborn': () => import('#queue/tests/support/jobs/stubborn'),
  'test/fail': () => import('#queue/tests/support/jobs/fail'),
  'test/fail_without_rescue': () => import('#queue/tests/support/jobs/fail_without_rescue'),
  'test/crash': () => import('#queue/tests/support/jobs/crash'),
  'test/advance': () => import('#queue/tests/support/jobs/advance'),
  'test/greet': () => import('#queue/tests/support/jobs/greet'),
  'test/keep_secret': () => import('#queue/tests/support/jobs/keep_secret'),
  'test/write_once': () => import('#queue/tests/support/jobs/write_once'),
  'test/stock_job': () => import('#queue/tests/support/jobs/stock_job'),
  'test/mend': () => import('#queue/tests/support/jobs/mend'),
  'test/perish': () => import('#queue/tests/support/jobs/perish'),
  'test/persist': () => import('#queue/tests/support/jobs/persist'),
  'test/write_late': () => import('#queue/tests/support/jobs/write_late'),
  'test/dispatch_more': () => import('#queue/tests/support/jobs/dispatch_more'),
  'test/leave_effect': () => import('#queue/tests/support/jobs/leave_effect'),
  'test/garble': () => import('#queue/tests/support/jobs/garble'),
  'test/overrun': () => import('#queue/tests/support/jobs/overrun'),
  'test/greet_by_title': () => import('#queue/tests/support/jobs/greet_by_title'),
  'test/end_worker': () => import('#queue/tests/support/jobs/end_worker'),
  'test/block': () => import('#queue/tests/support/jobs/block'),
  'test/throw_hostile': () => import('#queue/tests/support/jobs/throw_hostile'),
}

/**
 * Adds the test jobs to the app's registry for a group of tests, and creates the table for their traces.
 */
export async function useTestJobs() {
  queue.registry.add(testJobs)
  await createTraces()
  return dropTraces
}
