import type { Group } from '@japa/runner/core'
import db from '@adonisjs/lucid/services/db'
import type { TickStatus } from '#queue/schedules/types'
import { SchedulerProcess } from '#queue/tests/support/scheduler_process'
import { forgetJobs } from '#queue/tests/support/job_runs'
import { bullmqRows } from '#queue/tests/support/bullmq_rows'
import type { TestSchedule } from '#queue/tests/support/test_schedules'

interface Tick {
  due_at: Date
  status: TickStatus
  reason: string | null
  job_id: string | null
  fired_at: Date | null
}

/**
 * Ends the processes and deletes the schedules after each test of the group.
 * @returns a function that starts schedule:work
 */
export function useSchedulers(group: Group) {
  const processes: SchedulerProcess[] = []
  group.each.teardown(async () => {
    await Promise.all(processes.splice(0).map((one) => one.end()))
    await db.from('schedules').delete()
    await forgetJobs()
  })

  return (schedules: TestSchedule[], env: NodeJS.ProcessEnv = {}) => {
    const scheduler = new SchedulerProcess(schedules, ['schedule:work'], env)
    processes.push(scheduler)
    return scheduler
  }
}

/**
 * The ticks of a schedule in the ledger, oldest first.
 */
export async function ticksOf(schedule: string): Promise<Tick[]> {
  return db.from('schedule_ticks').where({ schedule }).orderBy('due_at')
}

export async function statusesOf(schedule: string) {
  const ticks = await ticksOf(schedule)
  return ticks.map(({ status }) => status)
}

/**
 * The ids of the jobs in the broker and in the ledger. Both lists must be equal.
 */
export async function jobsOf(schedule: string) {
  const [ticks, jobs] = await Promise.all([ticksOf(schedule), bullmqRows()])
  return {
    dispatched: jobs.map(({ id }) => id).sort(),
    recorded: ticks.flatMap(({ job_id: id }) => id ?? []).sort(),
  }
}

/**
 * Makes a schedule overdue by this number of milliseconds, on PostgreSQL's clock.
 */
export async function makeOverdue(name: string, milliseconds: number) {
  await db.rawQuery(
    `UPDATE schedules SET next_run_at =
       date_trunc('second', clock_timestamp()) - ? * interval '1 millisecond' WHERE name = ?`,
    [milliseconds, name]
  )
}
