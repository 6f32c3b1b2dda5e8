import { test } from '@japa/runner'
import queueConfig from '#config/queue'
import { JobRegistry } from '#queue/registry/job_registry'
import { ScheduleList } from '#queue/schedules/schedule_list'
import type { ScheduleBuilder } from '#queue/schedules/schedule_builder'
import EncryptedJob from '#queue/tests/support/jobs/encrypted_job'
import RecordRunJob from '#queue/tests/support/jobs/record_run_job'

type Builder = ScheduleBuilder<typeof RecordRunJob>

function load(...declarations: ((schedule: Builder) => unknown)[]) {
  const registry = new JobRegistry({ record: async () => ({ default: RecordRunJob }) })
  const list = new ScheduleList({ config: queueConfig, registry }, async () => {
    declarations.forEach((declare) => declare(list.declare(RecordRunJob)))
  })
  return list.load()
}

const LONG = `${Array.from({ length: 60 }, (_, minute) => minute).join()} ${'0'.repeat(90)} * * *`

/** The value of an unset variable in `process.env`. */
const NOTHING = undefined as never

const MISTAKES: [string, (schedule: Builder) => unknown, RegExp][] = [
  ['no timing', (it) => it.with({ key: 'a' }), /"record" .* has no timing: give it one/],
  ['two timings', (it) => it.daily().every('5s'), /two timings, daily\(\) and every\(\)/],
  ['a bad minute', (it) => it.cron('61 * * * *'), /"record".* field "minute" .* "61".*0-59/],
  ['a bad weekday', (it) => it.cron('0 3 * * FOO'), /field "day of week" .* is "FOO"/],
  ['a bad second', (it) => it.cron('99 0 3 * * *'), /field "second" .* is "99"/],
  ['a drawn number', (it) => it.cron('H 3 * * *'), /field "minute" .* "H" is not supported/],
  ['too few fields', (it) => it.cron('* *'), /"\* \*" has 2 fields, .* has 5, or 6/],
  ['an empty expression', (it) => it.cron(''), /"" has 0 fields/],
  ['a day that is not', (it) => it.cron('0 0 30 2 *'), /"0 0 30 2 \*" is never due/],
  ['days that are not', (it) => it.cron('0 0 31 2,4 *'), /"0 0 31 2,4 \*" is never due/],
  ['no expression', (it) => it.cron(NOTHING), /has cron\(undefined\): write an expression/],
  ['no text', (it) => it.cron(5 as never), /has cron\(5\): write an expression such as/],
  ['no duration', (it) => it.every(NOTHING), /every\("undefined"\): write a duration/],
  ['a day for a month', (it) => it.cron('0 0 * MON *'), /"MON": .* names from JAN to DEC/],
  ['a month for a day', (it) => it.cron('0 0 * * JAN'), /"JAN": .* names from SUN to SAT/],
  ['a long name', (it) => it.cron('0 0 * MARCH *'), /"MARCH": .* names from JAN to DEC/],
  ['a short name', (it) => it.cron('0 0 * * TH'), /"TH": .* names from SUN to SAT/],
  ['a name for a number', (it) => it.cron('0 MON * * *'), /field "hour" .* "MON": write numbers/],
  ['a last day that is not', (it) => it.cron('0 0 * * 8L'), /"8L": .* or 5L for the last Friday/],
  ['a last range', (it) => it.cron('0 0 * * 1-5L'), /"1-5L": .* or 5L for the last Friday/],
  ['a last date', (it) => it.cron('0 0 15L * *'), /"15L": write numbers, or L for the last day/],
  ['Sunday twice', (it) => it.cron('0 0 * * 0,7'), /"0,7": it has 0 twice, write it once/],
  ['steps that meet', (it) => it.cron('*/5,*/7 * * * *'), /"minute" .*: it has 0 twice, write/],
  ['an unknown shorthand', (it) => it.cron('@often'), /"@often" is not one of @yearly/],
  ['a duration of nothing', (it) => it.every('soon'), /every\("soon"\): write a duration/],
  ['too short a duration', (it) => it.every(10), /every\("10"\): write a duration from 100ms/],
  ['a duration of ages', (it) => it.every('300000y'), /every\("300000y"\): .* at most 36500d/],
  ['a long list', (it) => it.cron(LONG), /has a timing of 266 characters: write at most 255/],
  ['a bad time', (it) => it.daily().at('3 am'), /at\("3 am"\): write a time from 00:00/],
  ['a time for minutes', (it) => it.every('5m').at('03:00'), /every\(\) and at\(\)/],
  ['a bad day', (it) => it.monthly().on(32), /on\("32"\): write days from 1 to 31/],
  ['a weekday of a month', (it) => it.monthly().on('monday'), /on\("monday"\): write days/],
  ['a day for daily', (it) => it.daily().on('monday'), /daily\(\) and on\(\)/],
  ['an unknown zone', (it) => it.daily().timezone('Mars/Base'), /unknown time zone "Mars\/Base"/],
  ['a zone for nothing', (it) => it.every('5m').timezone('UTC'), /every\(\) and timezone\(\)/],
  ['a queue that is not', (it) => it.daily().onQueue('night'), /queue "night", but config\/queue/],
  [
    'a bad name',
    (it) => it.daily().name('two words'),
    /"two words" of start\/schedules.ts has an invalid name/,
  ],
  ['a bad policy', (it) => it.daily().missed('never' as 'once'), /missed\("never"\): write one of/],
]

test.group('Schedules | start/schedules.ts', () => {
  test('a schedule has the declared options', async ({ assert }) => {
    const definitions = await load(
      (it) => it.with({ key: 'a' }).daily().at('03:00').timezone('Europe/Madrid'),
      (it) => it.name('b').every('30s').onQueue('low').missed('all').withoutOverlapping()
    )
    assert.deepEqual(definitions, [
      {
        name: 'record',
        job: 'record',
        cadence: '0 3 * * *',
        timezone: 'Europe/Madrid',
        payload: '{"key":"a"}',
        queue: null,
        missed: 'once',
        withoutOverlapping: false,
      },
      {
        name: 'b',
        job: 'record',
        cadence: 'every 30s',
        timezone: 'UTC',
        payload: '{}',
        queue: 'low',
        missed: 'all',
        withoutOverlapping: true,
      },
    ])
  })

  test('a cadence method sets its cron expression: {1}')
    .with<[(schedule: Builder) => unknown, string][]>([
      [(it) => it.cron('  */5  * * * * '), '*/5 * * * *'],
      [(it) => it.cron('@daily'), '@daily'],
      [(it) => it.cron(' @midnight'), '@daily'],
      [(it) => it.cron('@annually'), '@annually'],
      [(it) => it.cron('0 0 L jan,Jul mon-FRI'), '0 0 L jan,Jul mon-FRI'],
      [(it) => it.cron('0 0 * * FRI#2'), '0 0 * * FRI#2'],
      [(it) => it.cron('0 0 * * 5L'), '0 0 * * 5L'],
      [(it) => it.every(1500), 'every 1500ms'],
      [(it) => it.hourly(), '0 * * * *'],
      [(it) => it.hourly(15), '15 * * * *'],
      [(it) => it.daily(), '0 0 * * *'],
      [(it) => it.daily().at('23:05:30'), '30 5 23 * * *'],
      [(it) => it.weekdays().at('08:00'), '0 8 * * 1-5'],
      [(it) => it.weekends(), '0 0 * * 0,6'],
      [(it) => it.weekly(), '0 0 * * 0'],
      [(it) => it.on('monday', 'thursday').at('09:30'), '30 9 * * 1,4'],
      [(it) => it.monthly(), '0 0 1 * *'],
      [(it) => it.on(1, 15).at('06:00'), '0 6 1,15 * *'],
      [(it) => it.weekly().on('monday', 'monday'), '0 0 * * 1'],
      [(it) => it.monthly().on(15, 1, 15), '0 0 15,1 * *'],
    ])
    .run(async ({ assert }, [declare, cadence]) => {
      const [definition] = await load(declare)
      assert.equal(definition.cadence, cadence)
    })

  test('an invalid schedule is refused: {0}')
    .with(MISTAKES)
    .run(async ({ assert }, [, declare, message]) => {
      await assert.rejects(() => load(declare), message)
    })

  test('the payload is typed from the job', async ({ assert }) => {
    // @ts-expect-error Its key is a text.
    const [definition] = await load((it) => it.daily().with({ key: 1 }))
    assert.equal(definition.payload, '{"key":1}')
  })

  test('two schedules with one name are refused', async ({ assert }) => {
    await assert.rejects(
      () =>
        load(
          (it) => it.daily(),
          (it) => it.hourly()
        ),
      /The schedule "record" of start\/schedules.ts is declared twice: call one of them .name/
    )
  })

  test('a payload of an encrypted job is refused, because the table would show it', async ({
    assert,
  }) => {
    const registry = new JobRegistry({ keep_secret: async () => ({ default: EncryptedJob }) })
    const list = new ScheduleList({ config: queueConfig, registry }, async () => {
      list.declare(EncryptedJob).daily().with({ key: 'a', secret: 'b' })
    })
    await assert.rejects(() => list.load(), /"keep_secret" .* remove with\(\)/)
  })

  test('a payload that is not JSON is refused', async ({ assert }) => {
    await assert.rejects(
      () => load((it) => it.daily().with({ key: new Date() as unknown as string })),
      /The payload of "record" is not JSON/
    )
  })
})
