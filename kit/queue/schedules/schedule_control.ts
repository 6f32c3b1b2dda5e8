import { DateTime } from 'luxon'
import type { Database } from '@adonisjs/lucid/database'
import { isEveryQueuePaused } from '#queue/control/pauses'
import Schedule from '#queue/models/schedule'
import { cadenceOf } from '#queue/schedules/cadence'
import { E_INVALID_RETIMING, E_UNKNOWN_SCHEDULE } from '#queue/schedules/errors'
import { fireDueTicks, fireTicks, type FiredTick, type TickJob } from '#queue/schedules/firing'
import { planTicks } from '#queue/schedules/planned_ticks'
import { isRegistered, registerSchedule, startIfIdle } from '#queue/schedules/registration'
import type { ScheduleList } from '#queue/schedules/schedule_list'
import type { SchedulerLog } from '#queue/schedules/scheduler_log'
import type { ScheduleDefinition, Timing } from '#queue/schedules/types'
import type { QueueManager } from '#queue/queue_manager'

const DISABLED = 'the schedule was disabled before it was fired'

/**
 * Lets operators change schedules while the app runs. Every scheduler applies a change within a second.
 *
 * Get it from the container: `await app.container.make(ScheduleControl)`. Every method that takes a name throws
 * E_UNKNOWN_SCHEDULE.
 */
export class ScheduleControl {
  constructor(
    private db: Database,
    private queue: QueueManager,
    private schedules: ScheduleList,
    private log: SchedulerLog
  ) {}

  /**
   * Lists the schedules of the code and of the database, by name. New ones are not saved before a scheduler starts.
   * @throws E_INVALID_SCHEDULE, E_UNREGISTERED_JOB, E_INVALID_PAYLOAD
   */
  async list(): Promise<Schedule[]> {
    const definitions = await this.schedules.load()
    const saved = await Schedule.all()
    for (const schedule of saved) {
      const definition = definitions.find(({ name }) => name === schedule.name)
      schedule.isChanged = !isRegistered(schedule, definition)
    }
    const unseen = definitions.filter(({ name }) => !saved.some((one) => one.name === name))
    return [...saved, ...unseen.map(unsaved)].sort((one, other) => (one.name < other.name ? -1 : 1))
  }

  /** Whether `node ace down --pause-workers` pauses every schedule, whatever `enable` and `disable` do. */
  arePaused() {
    return isEveryQueuePaused(this.db.connection())
  }

  /**
   * The queue that receives the schedule's jobs.
   */
  async queueOf({ job, queue }: Schedule): Promise<string> {
    const jobClass = await this.queue.registry.find(job)
    return queue ?? jobClass?.queue ?? this.queue.config.defaults.queue
  }

  /**
   * Dispatches the job now, as the code defines it, even if the schedule is disabled.
   * @returns its tick in the ledger: `skipped` if its jobs must not overlap and one has not ended
   */
  run(name: string): Promise<FiredTick> {
    return this.#change(name, async (schedule) => {
      const job = await this.#jobOf(schedule)
      const tick = { dueAt: schedule.lockedAt, status: 'ran' as const, reason: 'run by hand' }
      const [fired] = await fireTicks(schedule, [tick], this.queue, job)
      return fired
    })
  }

  /**
   * Enables a schedule. Its next tick is the first one after now.
   */
  enable(name: string): Promise<Schedule> {
    return this.#change(name, async (schedule) => {
      schedule.enabled = true
      startIfIdle(schedule)
      return schedule
    })
  }

  /**
   * Disables a schedule. Ticks that are due but not fired yet are skipped.
   */
  disable(name: string): Promise<Schedule> {
    return this.#change(name, async (schedule) => {
      await this.#skipDueTicks(schedule)
      return schedule.merge({ enabled: false, nextRunAt: null })
    })
  }

  /**
   * Overrides the cadence or the time zone, until the code changes them or `reset` is called. Due ticks of the old
   * timing are fired first.
   * @param timing a field that is undefined stays as it is
   * @throws E_INVALID_RETIMING
   */
  retime(name: string, { cadence, timezone }: Partial<Timing>): Promise<Schedule> {
    return this.#changeTiming(name, (schedule) => {
      if (timezone && (cadence ?? schedule.timing.cadence).startsWith('every ')) {
        throw new E_INVALID_RETIMING([name, 'a duration is the same in every time zone'])
      }
      return {
        cadenceOverride: cadence ?? schedule.cadenceOverride,
        timezoneOverride: timezone ?? schedule.timezoneOverride,
      }
    })
  }

  /**
   * Restores the cadence and the time zone of the code.
   */
  reset(name: string): Promise<Schedule> {
    return this.#changeTiming(name, () => ({ cadenceOverride: null, timezoneOverride: null }))
  }

  async #changeTiming(
    name: string,
    change: (schedule: Schedule) => Pick<Schedule, 'cadenceOverride' | 'timezoneOverride'>
  ) {
    const { schedule, missed } = await this.#change(name, async (locked) => {
      const overdue = await fireDueTicks(locked, this.queue)
      locked.merge({ ...change(locked), nextRunAt: null })
      startIfIdle(locked)
      return { schedule: locked, missed: overdue }
    })
    if (missed) this.log.missed(missed)
    return schedule
  }

  async #jobOf(schedule: Schedule): Promise<TickJob> {
    const definitions = await this.schedules.load()
    const definition = definitions.find(({ name }) => name === schedule.name)
    if (!definition) return schedule
    return { ...definition, payload: JSON.parse(definition.payload) }
  }

  async #skipDueTicks(schedule: Schedule) {
    const from = schedule.nextRunAt?.toMillis() ?? Infinity
    if (from > schedule.lockedAt) return

    const due = planTicks(cadenceOf(schedule.timing), 'all', from, schedule.lockedAt)
    const skipped = due.map(({ dueAt, reason }) => ({
      dueAt,
      status: 'skipped' as const,
      reason: reason ? `${DISABLED}; ${reason}` : DISABLED,
    }))
    await fireTicks(schedule, skipped, this.queue)
  }

  async #change<Result>(name: string, change: (schedule: Schedule) => Promise<Result>) {
    await this.#ensure(name)
    return this.db.transaction(async (trx) => {
      const schedule = await Schedule.lock(name, trx)
      const result = await change(schedule)
      await schedule.save()
      return result
    })
  }

  /**
   * Registers a schedule of the code that no scheduler has registered yet.
   */
  async #ensure(name: string) {
    const definitions = await this.schedules.load()
    const saved = await Schedule.query().whereNull('removed_at')
    if (saved.some((schedule) => schedule.name === name)) return

    const definition = definitions.find((one) => one.name === name)
    if (definition) await registerSchedule(definition, this.db, this.queue)
    else throw new E_UNKNOWN_SCHEDULE([name, namesOf(definitions, saved).join(', ') || 'none'])
  }
}

function namesOf(...lists: { name: string }[][]) {
  return [...new Set(lists.flat().map(({ name }) => name))].sort()
}

function unsaved(definition: ScheduleDefinition) {
  const { missed, payload, ...columns } = definition
  const counts = { ranCount: 0, lateCount: 0, missedCount: 0, skippedCount: 0 }
  return new Schedule().merge({
    ...columns,
    ...counts,
    missedPolicy: missed,
    payload: JSON.parse(payload),
    enabled: true,
    nextRunAt: DateTime.fromMillis(cadenceOf(definition).next(Date.now())),
  })
}
