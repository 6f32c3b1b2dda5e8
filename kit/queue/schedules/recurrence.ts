import string from '@adonisjs/core/helpers/string'
import { LONGEST_MS } from '#queue/duration'
import { cronMistake } from '#queue/schedules/cron_mistake'
import type { Duration } from '#queue/types'

const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday']
const TIME = /^([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?$/
const SHORTEST_PERIOD_MS = 100

/** Characters: the length of the database column. */
const LONGEST_CADENCE = 255

export type Unit = 'hourly' | 'daily' | 'weekdays' | 'weekends' | 'weekly' | 'monthly'

export type Weekday =
  'sunday' | 'monday' | 'tuesday' | 'wednesday' | 'thursday' | 'friday' | 'saturday'

/**
 * Collects the timing calls of a schedule, and turns them into a cadence.
 */
export class Recurrence {
  days: (Weekday | number)[] = []
  time?: string

  #calls: string[] = []
  #unit?: Unit
  #minute = 0
  #expression = ''
  #period: Duration = 0

  get isEmpty() {
    return this.#calls.length === 0 && this.days.length === 0
  }

  get isPeriod() {
    return this.#calls.includes('every')
  }

  setExpression(expression: string) {
    this.#calls.push('cron')
    this.#expression = expression
  }

  setPeriod(period: Duration) {
    this.#calls.push('every')
    this.#period = period
  }

  setUnit(unit: Unit, minute = 0) {
    this.#calls.push(unit)
    this.#unit = unit
    this.#minute = minute
  }

  /**
   * @returns a cadence such as `0 3 * * *` or `every 30s`
   * @throws Error; its message completes a sentence that starts with the schedule's name
   */
  read(): string {
    this.#refuseContradictions()
    const cadence = this.#read()
    if (cadence.length <= LONGEST_CADENCE) return cadence
    throw new Error(
      `has a timing of ${cadence.length} characters: write at most ${LONGEST_CADENCE}`
    )
  }

  #read() {
    if (this.isPeriod) return readPeriod(this.#period)
    if (this.#calls.includes('cron')) return readExpression(this.#expression)
    return this.#readCalendar()
  }

  #refuseContradictions() {
    const [first, second] = this.#calls
    if (second) throw new Error(`has two timings, ${first}() and ${second}(): keep one`)
    if (this.isEmpty) {
      throw new Error('has no timing: give it one, such as daily(), every() or cron()')
    }
    if (this.time !== undefined && ['cron', 'every', 'hourly'].includes(first)) {
      throw new Error(`has ${first}() and at(): at() is for days, as in daily().at('03:00')`)
    }
    if (this.days.length > 0 && first && first !== 'weekly' && first !== 'monthly') {
      throw new Error(`has ${first}() and on(): on() is for weekly() and monthly()`)
    }
  }

  #readCalendar() {
    const unit = this.#unit ?? (typeof this.days[0] === 'number' ? 'monthly' : 'weekly')
    if (unit === 'hourly') return `${readMinute(this.#minute)} * * * *`

    const time = readTime(this.time ?? '00:00')
    switch (unit) {
      case 'daily':
        return `${time} * * *`
      case 'weekdays':
        return `${time} * * 1-5`
      case 'weekends':
        return `${time} * * 0,6`
      case 'weekly':
        return `${time} * * ${readWeekdays(this.days)}`
      case 'monthly':
        return `${time} ${readDaysOfMonth(this.days)} * *`
    }
  }
}

function readPeriod(period: Duration) {
  const text = typeof period === 'number' ? `${period}ms` : period
  const milliseconds = parse(text)
  if (!Number.isInteger(milliseconds) || milliseconds < SHORTEST_PERIOD_MS) {
    throw new Error(`has every("${period}"): write a duration from 100ms, such as "30s" or "5m"`)
  }
  if (milliseconds > LONGEST_MS) {
    throw new Error(`has every("${period}"): write a duration of at most 36500d`)
  }
  return `every ${text}`
}

function parse(duration: string) {
  try {
    return string.milliseconds.parse(duration)
  } catch {
    return Number.NaN
  }
}

function readExpression(expression: unknown) {
  if (typeof expression !== 'string') {
    throw new Error(`has cron(${expression}): write an expression such as "0 3 * * *"`)
  }
  const fields = expression.trim().replace(/\s+/g, ' ')
  if (fields === '@midnight') return '@daily'

  const mistake = cronMistake(fields)
  if (mistake) throw new Error(`is never due: ${mistake}`)
  return fields
}

function readMinute(minute: number) {
  if (Number.isInteger(minute) && minute >= 0 && minute < 60) return minute
  throw new Error(`has hourly(${minute}): write the minute, from 0 to 59`)
}

function readTime(time: string) {
  const [, hour, minute, second] = TIME.exec(time) ?? []
  if (!hour) throw new Error(`has at("${time}"): write a time from 00:00 to 23:59`)
  const fields = [Number(minute), Number(hour)]
  if (second) fields.unshift(Number(second))
  return fields.join(' ')
}

function readWeekdays(days: (string | number)[]) {
  const numbers = days.map((day) => WEEKDAYS.indexOf(String(day)))
  if (numbers.includes(-1)) {
    throw new Error(`has on("${days[numbers.indexOf(-1)]}"): write ${WEEKDAYS.join(', ')}`)
  }
  return numbers.length > 0 ? listOf(numbers) : '0'
}

function readDaysOfMonth(days: (string | number)[]) {
  const wrong = days.find(
    (day) => !(Number.isInteger(day) && Number(day) >= 1 && Number(day) <= 31)
  )
  if (wrong !== undefined) throw new Error(`has on("${wrong}"): write days from 1 to 31`)
  return days.length > 0 ? listOf(days) : '1'
}

function listOf(days: unknown[]) {
  return [...new Set(days)].join(',')
}
