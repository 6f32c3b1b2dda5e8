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
  'test/overrun': () => import('#tests/support/jobs/overrun'),
}
