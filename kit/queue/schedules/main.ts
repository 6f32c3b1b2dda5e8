import app from '@adonisjs/core/services/app'
import { ScheduleList } from '#queue/schedules/schedule_list'
import type { JobClass, JobReference } from '#queue/types'

let schedules: ScheduleList

await app.booted(async () => {
  schedules = await app.container.make(ScheduleList)
})

/**
 * Declares, in start/schedules.ts, when a job is dispatched by itself.
 */
export function schedule<Class extends JobClass>(job: JobReference<Class>) {
  return schedules.declare(job)
}
