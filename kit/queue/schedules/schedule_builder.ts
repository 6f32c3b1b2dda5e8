import { Recurrence, type Unit, type Weekday } from '#queue/schedules/recurrence'
import type { MissedPolicy } from '#queue/schedules/types'
import type { Duration, JobClass, JobReference, PayloadOf } from '#queue/types'

/** The settings of a schedule, before they are checked. */
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
 * Builds one schedule of start/schedules.ts. Mistakes are reported, with its name, when the schedules are loaded.
 */
export class ScheduleBuilder<Class extends JobClass> {
  readonly settings: ScheduleSettings

  constructor(job: JobReference<Class>) {
    const recurrence = new Recurrence()
    this.settings = { job, recurrence, missed: 'once', withoutOverlapping: false }
  }

  /** @param expression has 5 fields, or 6 with seconds as the first field */
  cron(expression: string) {
    this.#recurrence.setExpression(expression)
    return this
  }

  /** @param period such as '30s'. Periods count from 1970, so '1d' is due at midnight UTC */
  every(period: Duration) {
    this.#recurrence.setPeriod(period)
    return this
  }

  hourly(minute = 0) {
    this.#recurrence.setUnit('hourly', minute)
    return this
  }

  /** At midnight, unless at() sets a time. */
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

  /** On Sunday, unless on() sets a day. */
  weekly() {
    return this.#every('weekly')
  }

  /** On the first day, unless on() sets another one. A month without that day is skipped. */
  monthly() {
    return this.#every('monthly')
  }

  /** @param days weekdays for weekly(), days of the month for monthly() */
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

  /** Skips a tick while the job of an earlier tick has not ended. */
  withoutOverlapping() {
    this.settings.withoutOverlapping = true
    return this
  }

  /** Sets how missed ticks are handled. By default one job runs for all of them. */
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

  /** @param name by default the name of the job */
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
