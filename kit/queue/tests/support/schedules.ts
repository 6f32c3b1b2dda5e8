import { Logger } from '@adonisjs/core/logger'
import emitter from '@adonisjs/core/services/emitter'
import db from '@adonisjs/lucid/services/db'
import Schedule from '#queue/models/schedule'
import queue from '#queue/main'
import { registerSchedule } from '#queue/schedules/registration'
import { ScheduleControl } from '#queue/schedules/schedule_control'
import { ScheduleList } from '#queue/schedules/schedule_list'
import { Scheduler } from '#queue/schedules/scheduler'
import { SchedulerLog } from '#queue/schedules/scheduler_log'
import type { ScheduleBuilder } from '#queue/schedules/schedule_builder'
import type { ScheduleDefinition } from '#queue/schedules/types'
import { eventually } from '#tests/support/eventually'
import RecordRunJob from '#queue/tests/support/jobs/record_run_job'

const silent = new Logger({ enabled: false })

type Declare = (schedule: ScheduleBuilder<typeof RecordRunJob>) => unknown

/**
 * The schedules of a release, one for each declaration.
 */
export function release(...declarations: Declare[]) {
  const list = new ScheduleList(queue, async () => {
    for (const declare of declarations)
      declare(list.declare(RecordRunJob).with({ key: 'scheduled' }))
  })
  return list
}

/**
 * Registers the schedules of a release, as a scheduler does when it starts.
 */
export async function register(list: ScheduleList) {
  for (const definition of await list.load()) await registerDefinition(definition)
}

export function registerDefinition(definition: ScheduleDefinition) {
  return registerSchedule(definition, db, queue)
}

export function createScheduler(list: ScheduleList) {
  return new Scheduler(db, queue, list, new SchedulerLog(silent, emitter))
}

export function createControl(list: ScheduleList) {
  return new ScheduleControl(db, queue, list, new SchedulerLog(silent, emitter))
}

/**
 * Starts a scheduler, waits until it has fired all due ticks, and stops it.
 */
export async function fireWhatIsDue(list: ScheduleList) {
  const scheduler = createScheduler(list)
  await scheduler.start()
  await eventually(async () => (await Schedule.untilNextDue(scheduler.names)) > 0)
  await scheduler.stop()
}

export const savedSchedule = (name: string) => Schedule.findOrFail(name)
