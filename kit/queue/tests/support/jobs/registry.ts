import queue from '#queue/main'
import { createTraces, dropTraces } from '#queue/tests/support/jobs/trace'

/**
 * Jobs that only the workers of the tests know.
 */
export const testJobs = {
  'test/record_run_job': () => import('#queue/tests/support/jobs/record_run_job'),
  'test/sleep_job': () => import('#queue/tests/support/jobs/sleep_job'),
  'test/ignore_signal_job': () => import('#queue/tests/support/jobs/ignore_signal_job'),
  'test/always_fail_job': () => import('#queue/tests/support/jobs/always_fail_job'),
  'test/fail_without_rescue_job': () => import('#queue/tests/support/jobs/fail_without_rescue_job'),
  'test/crash_worker_job': () => import('#queue/tests/support/jobs/crash_worker_job'),
  'test/report_progress_job': () => import('#queue/tests/support/jobs/report_progress_job'),
  'test/greet_job': () => import('#queue/tests/support/jobs/greet_job'),
  'test/encrypted_job': () => import('#queue/tests/support/jobs/encrypted_job'),
  'test/write_in_transaction_job': () =>
    import('#queue/tests/support/jobs/write_in_transaction_job'),
  'test/bull_queue_package_job': () => import('#queue/tests/support/jobs/bull_queue_package_job'),
  'test/fail_until_fixed_job': () => import('#queue/tests/support/jobs/fail_until_fixed_job'),
  'test/crash_worker_once_job': () => import('#queue/tests/support/jobs/crash_worker_once_job'),
  'test/keep_writing_job': () => import('#queue/tests/support/jobs/keep_writing_job'),
  'test/write_late_job': () => import('#queue/tests/support/jobs/write_late_job'),
  'test/dispatch_another_job': () => import('#queue/tests/support/jobs/dispatch_another_job'),
  'test/write_effect_job': () => import('#queue/tests/support/jobs/write_effect_job'),
  'test/fail_with_unstorable_text_job': () =>
    import('#queue/tests/support/jobs/fail_with_unstorable_text_job'),
  'test/exceed_timeout_job': () => import('#queue/tests/support/jobs/exceed_timeout_job'),
  'test/change_schema_job': () => import('#queue/tests/support/jobs/change_schema_job'),
  'test/end_worker_job': () => import('#queue/tests/support/jobs/end_worker_job'),
  'test/block_event_loop_job': () => import('#queue/tests/support/jobs/block_event_loop_job'),
  'test/throw_hostile_value_job': () => import('#queue/tests/support/jobs/throw_hostile_value_job'),
}

/**
 * Adds the test jobs to the app's registry for a group of tests, and creates the table for their traces.
 */
export async function useTestJobs() {
  queue.registry.add(testJobs)
  await createTraces()
  return dropTraces
}
