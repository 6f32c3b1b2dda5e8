import { Recurrence, type Unit, type Weekday } from '#queue/schedules/recurrence'
import type { MissedPolicy } from '#queue/schedules/types'
import type { Duration, JobClass, JobReference, PayloadOf } from '#queue/types'

/** What was said about a schedule, unchecked. */
export interface ScheduleSettings {
  job: JobReference<JobClass>
  recurrence: Recurrence
  name?: string
  timezone?: string
  payload?: unknown
  queue?: string
  missed: MissedPolicy
  withoutOverlapping: boolean
}

/**
 * A line of start/schedules.ts. Mistakes are told when the schedules are loaded, with the schedule's name.
 */
export class ScheduleBuilder<Class extends JobClass> {
  readonly settings: ScheduleSettings

  constructor(job: JobReference<Class>) {
    const recurrence = new Recurrence()
    this.settings = { job, recurrence, missed: 'once', withoutOverlapping: false }
  }

  /** @param expression of 5 fields, or of 6 with seconds first */
  cron(expression: string) {
    this.#recurrence.setExpression(expression)
    return this
  }

  /** @param period such as '30s', counted from 1970: '1d' is midnight UTC */
  every(period: Duration) {
    this.#recurrence.setPeriod(period)
    return this
  }

  hourly(minute = 0) {
    this.#recurrence.setUnit('hourly', minute)
    return this
  }

  /** At midnight, unless at() says when. */
  daily() {
    return this.#every('daily')
  }

  /** From Monday to Friday. */
  weekdays() {
    return this.#every('weekdays')
  }

  weekends() {
    return this.#every('weekends')
  }

  /** On Sunday, unless on() says when. */
  weekly() {
    return this.#every('weekly')
  }

  /** On the first, unless on() says when. A month without that day is left out. */
  monthly() {
    return this.#every('monthly')
  }

  /** @param days of the week for weekly(), of the month for monthly() */
  on(...days: Weekday[] | number[]) {
    this.#recurrence.days = days
    return this
  }

  /** @param time such as '03:00' or '03:00:30' */
  at(time: string) {
    this.#recurrence.time = time
    return this
  }

  /** @param zone an IANA name; the default is UTC */
  timezone(zone: string) {
    this.settings.timezone = zone
    return this
  }

  /** A tick is skipped while the job of an earlier one has not ended. */
  withoutOverlapping() {
    this.settings.withoutOverlapping = true
    return this
  }

  /** What happens to ticks that nobody fired in time: the default is one job for all of them. */
  missed(policy: MissedPolicy) {
    this.settings.missed = policy
    return this
  }

  with(payload: PayloadOf<Class>) {
    this.settings.payload = payload
    return this
  }

  onQueue(queue: string) {
    this.settings.queue = queue
    return this
  }

  /** @param name the default is the job's */
  name(name: string) {
    this.settings.name = name
    return this
  }

  get #recurrence() {
    return this.settings.recurrence
  }

  #every(unit: Unit) {
    this.#recurrence.setUnit(unit)
    return this
  }
}
