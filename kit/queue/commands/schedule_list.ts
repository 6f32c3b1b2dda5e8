import { flags } from '@adonisjs/core/ace'
import type { DateTime } from 'luxon'
import type Schedule from '#queue/models/schedule'
import { describeTiming, localTime, ScheduleCommand } from '#queue/schedules/schedule_command'

export default class ScheduleList extends ScheduleCommand {
  static commandName = 'schedule:list'
  static description = 'List the schedules: when each is due, when it ran, and how often'
  static help = [
    'Shows the next run in the time zone of the schedule and in UTC. The counts are',
    'ticks: ran in time, late, missed (no job ran) and skipped (the job of an',
    'earlier tick was still open).',
    '',
    'A new schedule is not yet registered by a scheduler. A removed schedule is no',
    'longer in the code; its history is kept for 30 days. A changed schedule',
    'differs from the code; the code counts from the next start of a scheduler.',
    'A paused one waits for the end of the maintenance: node ace up.',
  ]

  @flags.boolean({ description: 'Print everything as JSON. Errors are JSON too' })
  declare json?: boolean

  async run() {
    const control = await this.control()
    const schedules = await control.list()
    const queues = await Promise.all(schedules.map((schedule) => control.queueOf(schedule)))
    const paused = await control.arePaused()
    if (this.json) {
      const all = schedules.map((schedule, index) => toJson(schedule, queues[index], paused))
      this.logger.log(JSON.stringify(all, null, 2))
    } else {
      this.#showTable(schedules, queues, paused)
      if (paused) this.logger.warning('Maintenance pauses every schedule. node ace up ends it')
    }
  }

  #showTable(schedules: Schedule[], queues: string[], paused: boolean) {
    const table = this.ui.table()
    table.head(['Name', 'Due', 'Queue', 'Next run', 'UTC', 'Last run (UTC)', 'Ticks', 'State'])
    schedules.forEach((schedule, index) => {
      table.row([
        schedule.name,
        describeTiming(schedule.timing),
        queues[index],
        schedule.nextRunAt ? localTime(schedule.nextRunAt, schedule.timing) : '-',
        utcTime(schedule.nextRunAt),
        utcTime(schedule.lastRunAt),
        countsOf(schedule),
        tableStateOf(schedule, paused),
      ])
    })
    table.render()
  }
}

function utcTime(time?: DateTime | null) {
  return time ? time.toUTC().toFormat('yyyy-MM-dd HH:mm:ss') : '-'
}

function countsOf({ ranCount, lateCount, missedCount, skippedCount }: Schedule) {
  const counts = { ran: ranCount, late: lateCount, missed: missedCount, skipped: skippedCount }
  const some = Object.entries(counts).filter(([, count]) => count > 0)
  return some.map(([status, count]) => `${count} ${status}`).join(', ') || '-'
}

function tableStateOf(schedule: Schedule, paused: boolean) {
  const mayFire = schedule.enabled && !schedule.removedAt
  return paused && mayFire ? `${stateOf(schedule)}, paused` : stateOf(schedule)
}

function stateOf(schedule: Schedule) {
  if (!schedule.$isPersisted) return 'new'
  return schedule.isChanged ? `${savedStateOf(schedule)}, changed` : savedStateOf(schedule)
}

function savedStateOf(schedule: Schedule) {
  if (schedule.removedAt) return 'removed'
  if (!schedule.enabled) return 'disabled'
  return schedule.isRetimed ? 'enabled, retimed' : 'enabled'
}

function toJson(schedule: Schedule, queue: string, paused: boolean) {
  const { name, job, payload, enabled, withoutOverlapping, missedPolicy, isRetimed } = schedule
  return {
    name,
    job,
    payload,
    queue,
    ...schedule.timing,
    description: describeTiming(schedule.timing),
    retimed: isRetimed,
    changed: Boolean(schedule.isChanged),
    enabled,
    paused,
    state: stateOf(schedule),
    missed: missedPolicy,
    withoutOverlapping,
    nextRunAt: schedule.nextRunAt?.toUTC().toISO() ?? null,
    nextRunLocal: schedule.nextRunAt?.setZone(schedule.timing.timezone).toISO() ?? null,
    lastRunAt: schedule.lastRunAt?.toUTC().toISO() ?? null,
    removedAt: schedule.removedAt?.toUTC().toISO() ?? null,
    ticks: {
      ran: schedule.ranCount,
      late: schedule.lateCount,
      missed: schedule.missedCount,
      skipped: schedule.skippedCount,
    },
  }
}
