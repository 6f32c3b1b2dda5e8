import { CommandRefused } from '#console/asking_command'
import { Recurrence, type Unit } from '#queue/schedules/recurrence'
import type { Duration } from '#queue/types'

export interface ScheduleTiming {
  units: Unit[]
  at?: string
  every?: string
  cron?: string
  timezone?: string
}

/**
 * The calls that declare the times of a schedule, as code, and the cadence that they mean.
 * @throws CommandRefused if the times contradict each other, or are never due
 */
export function timingOf({ units, at, every, cron, timezone }: ScheduleTiming) {
  const recurrence = new Recurrence()
  const calls: string[] = []
  const chosen = units.length > 0 || every !== undefined || cron !== undefined ? units : ['daily']
  for (const unit of chosen as Unit[]) {
    recurrence.setUnit(unit)
    calls.push(`.${unit}()`)
  }
  if (every !== undefined) {
    recurrence.setPeriod(every as Duration)
    calls.push(`.every(${JSON.stringify(every)})`)
  }
  if (cron !== undefined) {
    recurrence.setExpression(cron)
    calls.push(`.cron(${JSON.stringify(cron)})`)
  }
  if (at !== undefined) {
    recurrence.time = at
    calls.push(`.at(${JSON.stringify(at)})`)
  }
  if (timezone !== undefined) calls.push(`.timezone(${JSON.stringify(checkZone(timezone))})`)
  return { timing: calls.join(''), cadence: cadenceOf(recurrence), timezone: timezone ?? 'UTC' }
}

function cadenceOf(recurrence: Recurrence) {
  try {
    return recurrence.read()
  } catch (error) {
    throw new CommandRefused(`The schedule ${(error as Error).message}`, { cause: error })
  }
}

function checkZone(timezone: string) {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: timezone }) && timezone
  } catch (error) {
    throw new CommandRefused(
      `There is no time zone "${timezone}". Give one such as Europe/Madrid`,
      { cause: error }
    )
  }
}
