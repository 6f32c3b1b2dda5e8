import { test } from '@japa/runner'
import { DateTime } from 'luxon'
import { CronTimes } from '#queue/schedules/cron_times'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

/**
 * The ticks between two instants, as "day hour:minute offset" in the local time of the zone.
 */
function ticks(expression: string, timezone: string, from: string, until: string) {
  const times = new CronTimes(expression, timezone)
  const found: string[] = []
  let tick = times.next(Date.parse(from) - 1)
  while (tick < Date.parse(until)) {
    found.push(DateTime.fromMillis(tick, { zone: timezone }).toFormat('dd HH:mm Z'))
    tick = times.next(tick)
  }
  return found
}

function instants(expression: string, timezone: string, from: string, count: number) {
  const times = new CronTimes(expression, timezone)
  const found = [times.next(Date.parse(from) - 1)]
  while (found.length < count) found.push(times.next(found.at(-1)!))
  return found
}

/** A random generator with a seed, after Numerical Recipes. Its numbers are below `limit`. */
function seeded(seed: number) {
  let state = seed % 2 ** 32
  return (limit: number) => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32
    return Math.floor((state / 2 ** 32) * limit)
  }
}

interface Times {
  seconds: number[]
  minutes: number[]
  /** Every hour, if absent. */
  hours?: number[]
}

function randomTimes(random: (limit: number) => number): Times {
  const some = (count: number, limit: number) =>
    [...new Set(Array.from({ length: count }, () => random(limit)))].sort(
      (one, other) => one - other
    )
  const hours = some(8, 24)
  return {
    seconds: some(1 + random(4), 60),
    minutes: some(1 + random(8), 60),
    ...(random(2) && { hours }),
  }
}

/**
 * The local times of a zone in the hours around a clock change, second by second.
 */
class ShownTimes {
  from: number
  /** The instants of each local time. */
  #shown = new Map<number, number[]>()
  #offset: number

  constructor(
    private zone: string,
    change: number
  ) {
    this.from = change - 2 * HOUR
    this.#offset = this.#offsetAt(this.from)
    for (let minute = this.from; minute < change + 3 * HOUR; minute += MINUTE) {
      const offset = this.#offsetAt(minute)
      for (let instant = minute; instant < minute + MINUTE; instant += 1000) {
        const wall = instant + offset
        this.#shown.set(wall, [...(this.#shown.get(wall) ?? []), instant])
      }
    }
  }

  ticksOf(times: Times) {
    const found = new Set<number>()
    const last = Math.max(...this.#shown.keys())
    for (let wall = this.from + this.#offset; wall <= last; wall += 1000) {
      if (isOf(times, new Date(wall))) this.#instantsOf(wall, times).forEach((it) => found.add(it))
    }
    return [...found].sort((one, other) => one - other)
  }

  #instantsOf(wall: number, { hours }: Times) {
    const shown = this.#shown.get(wall) ?? []
    return hours ? [shown[0] ?? wall - this.#offset] : shown
  }

  #offsetAt(instant: number) {
    return DateTime.fromMillis(instant, { zone: this.zone }).offset * MINUTE
  }
}

function isOf({ seconds, minutes, hours }: Times, time: Date) {
  return (
    seconds.includes(time.getUTCSeconds()) &&
    minutes.includes(time.getUTCMinutes()) &&
    (hours?.includes(time.getUTCHours()) ?? true)
  )
}

test.group('Schedules | Clock changes', () => {
  test('02:30 is due once, at 03:30, when Paris skips that hour', ({ assert }) => {
    assert.deepEqual(
      ticks('30 2 * * *', 'Europe/Paris', '2026-03-27T23:00Z', '2026-03-30T22:00Z'),
      ['28 02:30 +1', '29 03:30 +2', '30 02:30 +2']
    )
  })

  test('02:30 is due once, the first time, when Paris repeats that hour', ({ assert }) => {
    assert.deepEqual(
      ticks('30 2 * * *', 'Europe/Paris', '2026-10-23T22:00Z', '2026-10-26T23:00Z'),
      ['24 02:30 +2', '25 02:30 +2', '26 02:30 +1']
    )
  })

  test('01:30 is due once when New York repeats that hour', ({ assert }) => {
    assert.deepEqual(
      ticks('30 1 * * *', 'America/New_York', '2026-10-31T04:00Z', '2026-11-03T05:00Z'),
      ['31 01:30 -4', '01 01:30 -4', '02 01:30 -5']
    )
  })

  test('midnight is due once, at 01:00, on the day when São Paulo skips it', ({ assert }) => {
    assert.deepEqual(
      ticks('0 0 * * *', 'America/Sao_Paulo', '2018-11-03T03:00Z', '2018-11-06T02:00Z'),
      ['03 00:00 -3', '04 01:00 -2', '05 00:00 -2']
    )
  })

  test('a half-hourly schedule is due every 30 minutes across the clock change of {$self}')
    .with(['2026-03-28T20:00Z', '2026-10-24T20:00Z'])
    .run(({ assert }, from) => {
      const found = instants('*/30 * * * *', 'Europe/Paris', from, 24)
      const expected = found.map((_, index) => Date.parse(from) + index * 30 * 60_000)
      assert.deepEqual(found, expected)
    })

  test('an hourly schedule is due every 60 minutes across the clock change of {zone} on {from}')
    .with([
      { zone: 'Europe/Paris', from: '2026-03-28T20:00Z' },
      { zone: 'Europe/Paris', from: '2026-10-24T20:00Z' },
      { zone: 'America/New_York', from: '2026-11-01T01:00Z' },
      { zone: 'America/Sao_Paulo', from: '2018-11-03T20:00Z' },
    ])
    .run(({ assert }, { zone, from }) => {
      const found = instants('0 * * * *', zone, from, 12)
      const expected = found.map((_, index) => Date.parse(from) + index * 60 * 60_000)
      assert.deepEqual(found, expected)
    })

  test('each time of the day is due once a day around {day} in {zone}')
    .with([
      { zone: 'Europe/Paris', day: '2026-03-29' },
      { zone: 'Europe/Paris', day: '2026-10-25' },
      { zone: 'America/New_York', day: '2026-03-08' },
      { zone: 'America/New_York', day: '2026-11-01' },
      { zone: 'America/Sao_Paulo', day: '2018-11-04' },
      { zone: 'America/Sao_Paulo', day: '2018-02-18' },
      { zone: 'Australia/Lord_Howe', day: '2026-10-04' },
      { zone: 'Australia/Lord_Howe', day: '2026-04-05' },
    ])
    .run(({ assert }, { zone, day }) => {
      const start = DateTime.fromISO(day, { zone }).minus({ days: 1 }).startOf('day')
      const expected = [0, 1, 2].map((days) => start.plus({ days }).toFormat('dd'))

      for (let minutes = 0; minutes < 24 * 60; minutes += 15) {
        const expression = `${minutes % 60} ${Math.floor(minutes / 60)} * * *`
        const until = start.plus({ days: 3 }).toUTC().toISO()!
        const days = ticks(expression, zone, start.toUTC().toISO()!, until)
        assert.deepEqual(
          days.map((tick) => tick.slice(0, 2)),
          expected,
          expression
        )
      }
    })

  test('the minutes of two hours are due in order when one hour is repeated', ({ assert }) => {
    assert.deepEqual(
      ticks('0,50 * * * *', 'Europe/Paris', '2026-10-25T00:10Z', '2026-10-25T02:10Z'),
      ['25 02:50 +2', '25 02:00 +1', '25 02:50 +1', '25 03:00 +1']
    )
  })

  test('seconds are due at local time around {change} in {zone}')
    .with([
      { zone: 'Europe/Paris', change: '2026-03-29T01:00Z' },
      { zone: 'Europe/Paris', change: '2026-10-25T01:00Z' },
      { zone: 'America/New_York', change: '2026-11-01T06:00Z' },
      { zone: 'America/Sao_Paulo', change: '2018-11-04T03:00Z' },
      { zone: 'Australia/Lord_Howe', change: '2026-10-03T15:30Z' },
      { zone: 'Australia/Lord_Howe', change: '2026-04-04T15:00Z' },
    ])
    .run(({ assert }, { zone, change }) => {
      const random = seeded(Date.parse(change))
      const clock = new ShownTimes(zone, Date.parse(change))
      for (let round = 0; round < 30; round++) {
        const times = randomTimes(random)
        const expected = clock.ticksOf(times)
        const expression = `${times.seconds} ${times.minutes} ${times.hours ?? '*'} * * *`
        const cron = new CronTimes(expression, zone)
        const found = expected.map((_, index) => cron.next(expected[index - 1] ?? clock.from - 1))
        assert.deepEqual(found, expected, expression)
      }
    })
})
