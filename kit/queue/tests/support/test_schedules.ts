import { schedule } from '#queue/schedules/main'
import RecordRunJob from '#queue/tests/support/jobs/record_run_job'
import type { MissedPolicy } from '#queue/schedules/types'

/** A schedule that a test passes to a separate process. */
export interface TestSchedule {
  name: string
  every?: string
  cron?: string
  timezone?: string
  missed?: MissedPolicy
  queue?: string
}

/**
 * Declares the schedules of TEST_SCHEDULES. It replaces start/schedules.ts.
 */
const declared: TestSchedule[] = JSON.parse(process.env.TEST_SCHEDULES ?? '[]')

for (const { name, every, cron, timezone, missed = 'once', queue } of declared) {
  const one = schedule(RecordRunJob).name(name).with({ key: name }).missed(missed)
  if (every) one.every(every)
  if (cron) one.cron(cron)
  if (timezone) one.timezone(timezone)
  if (queue) one.onQueue(queue)
}
