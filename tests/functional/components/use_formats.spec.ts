import { test } from '@japa/runner'
import vite from '@adonisjs/vite/services/main'
import { formatsOf } from '#i18n/formats'
import type { Region } from '#i18n/region'

type Call = [name: string, ...values: unknown[]]

async function answers(calls: Call[], page: { region?: Region }) {
  const load = (path: string) => vite.getDevServer()!.ssrLoadModule(path)
  const { default: renderIn } = await load('/tests/support/rendered_component.ts')
  const { default: probe } = await load('/tests/support/formats_probe.vue')
  const html: string = await renderIn(probe, { calls }, page)
  return [...html.matchAll(/<p>(.*?)<\/p>/g)].map(([, text]) => text)
}

test.group('useFormats', () => {
  const region: Region = { locale: 'es', timeZone: 'Asia/Tokyo', dateOrder: 'ymd' }

  test('a page formats by its region, with the time zone names of the server', async ({
    assert,
  }) => {
    const { dateTime, number, dateExample } = formatsOf(region)
    const value = '2026-12-31T23:00:00Z'
    const calls: Call[] = [['dateTime', value, 'short'], ['number', 1234.5], ['dateExample']]
    assert.deepEqual(await answers(calls, { region }), [
      dateTime(value, 'short'),
      number(1234.5),
      dateExample,
    ])
  })

  test('a page without a region uses the default language', async ({ assert }) => {
    assert.deepEqual(await answers([['numberExample']], {}), ['1,234.5'])
  })

  test("a time zone that the browser does not know is replaced by the browser's own", async ({
    assert,
  }) => {
    const page = { region: { ...region, timeZone: 'Mars/Base' } }
    assert.deepEqual(await answers([['date', '2026-12-31', 'short']], page), ['2026-12-31'])
  })

  test('a value that cannot be formatted is logged to the console, and the page still renders', async ({
    assert,
    cleanup,
  }) => {
    const { error } = console
    const told: unknown[] = []
    console.error = (...values: unknown[]) => told.push(...values)
    cleanup(() => void (console.error = error))

    const calls: Call[] = [
      ['date', 'soon'],
      ['number', null],
      ['number', 1],
    ]
    assert.deepEqual(await answers(calls, { region }), ['–', '–', '1'])
    assert.match(String(told[0]), /^FormatError: date\(\) was given "soon"/)
    assert.match(String(told[1]), /^FormatError: number\(\) was given null/)
  })
})
