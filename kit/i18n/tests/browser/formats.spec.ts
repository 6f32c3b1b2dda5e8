import { fileURLToPath } from 'node:url'
import { build, type Rolldown } from 'vite'
import { test } from '@japa/runner'
import { localesIn } from '#i18n/catalogue'
import { formatsOf } from '#i18n/formats'
import { formatCalls, type Vocabulary } from '#i18n/tests/support/format_calls'

const root = fileURLToPath(new URL('../../../../', import.meta.url))

/** Zones whose names differ as long as Node's and Chromium's data are from different years. */
const RENAMED_ZONES = [
  ...['Africa/Casablanca', 'Africa/El_Aaiun', 'America/Edmonton', 'America/Eirunepe'],
  ...['America/Godthab', 'America/Punta_Arenas', 'America/Rio_Branco', 'America/Scoresbysund'],
  ...['America/Vancouver', 'Antarctica/Palmer', 'Antarctica/Troll', 'Asia/Urumqi'],
  ...['Pacific/Bougainville'],
]

/** The calls of the tests as a script for a page: `calls.formatCalls`. */
async function bundledCalls() {
  const [{ output }] = (await build({
    configFile: false,
    logLevel: 'error',
    root,
    resolve: { alias: [{ find: /^#i18n\/(.*)$/, replacement: `${root}kit/i18n/$1.ts` }] },
    build: {
      write: false,
      minify: false,
      lib: { entry: 'kit/i18n/tests/support/format_calls.ts', formats: ['iife'], name: 'calls' },
    },
  })) as Rolldown.RolldownOutput[]
  return output[0].code
}

test.group('Formats', () => {
  test('server and browser format and parse alike, every method in every language', async ({
    assert,
    browserContext,
  }) => {
    const vocabulary: Vocabulary = {
      locales: await localesIn(`${root}resources/lang`),
      timeZones: Intl.supportedValuesOf('timeZone').filter((it) => !RENAMED_ZONES.includes(it)),
      currencies: Intl.supportedValuesOf('currency'),
      units: Intl.supportedValuesOf('unit'),
    }
    const page = await browserContext.newPage()
    await page.addScriptTag({ content: await bundledCalls() })
    const inBrowser: [string, unknown][] = await page.evaluate(
      (given) => (globalThis as any).calls.formatCalls(given),
      vocabulary
    )

    const onServer = formatCalls(vocabulary)
    const differing = onServer.flatMap(([call, result], index) => {
      const [sameCall, other] = inBrowser[index]
      assert.equal(sameCall, call)
      const isSame = JSON.stringify(result) === JSON.stringify(other)
      return isSame
        ? []
        : [`${call}: server ${JSON.stringify(result)}, browser ${JSON.stringify(other)}`]
    })
    assert.deepEqual(differing, [])
    assert.isAbove(onServer.length, 10_000)

    const methods = Object.entries(formatsOf({ locale: 'en', timeZone: 'UTC' }))
    const names = methods.map(([name]) => name)
    const called = new Set(onServer.map(([call]) => /} (\w+)/.exec(call)![1]))
    assert.sameMembers([...called], names)
  })
})
