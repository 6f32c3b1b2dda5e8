import app from '@adonisjs/core/services/app'
import { ScheduleList } from '#queue/schedules/schedule_list'
import type { JobClass, JobReference } from '#queue/types'

let schedules: ScheduleList

await app.booted(async () => {
  schedules = await app.container.make(ScheduleList)
})

/**
 * Declares a recurring job, in start/schedules.ts.
 */
export function schedule<Class extends JobClass>(job: JobReference<Class>) {
  return schedules.declare(job)
}
