/**
 * `npm run bench:i18n`: measures messages in the production build, compared with the stock ICU formatter and loader of
 * AdonisJS on the same catalogues. Only the budget decides whether it passes.
 *
 *   --built  measure the existing build
 */
import 'reflect-metadata'
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { gzipSync } from 'node:zlib'
import { configProvider, Ignitor } from '@adonisjs/core'
import { HttpContextFactory } from '@adonisjs/core/factories/http'
import { formatters, I18nManager, loaders } from '@adonisjs/i18n'
import { median } from '../../../bench/median.ts'
import { pageTimes } from '../../../bench/message_pages.ts'
import { atMost, printBudgets, row } from '../../../bench/report.ts'
import { build, environment } from '../../../bench/servers.ts'

const { values: options } = parseArgs({ options: { built: { type: 'boolean', default: false } } })

const BUILD = new URL('../../../build/', import.meta.url)
const ROUNDS = 9
const CALLS = 100_000
const LOADS = 20
const REGION = { locale: 'en', timeZone: 'Europe/Madrid' }

if (!options.built) build()
Object.assign(process.env, environment('postgres://nobody@127.0.0.1:1/nothing'), process.env)
process.env.NODE_ENV = 'production'

const app = new Ignitor(BUILD, {
  importer: (path) => (path.startsWith('.') ? fromBuild(path) : import(path)),
})
  .tap((it) => it.booting(() => fromBuild('start/env.js')))
  .createApp('console')
await app.init()
await app.boot()
await app.start(() => undefined)

const { translator } = await fromBuild('kit/i18n/translator.js')
const { CatalogueLoader } = await fromBuild('kit/i18n/catalogue_loader.js')
const { LOCALES } = await fromBuild('config/i18n.js')
const stock = await stockManager()

const contexts = Array.from({ length: 1000 }, () =>
  Object.assign(new HttpContextFactory().create(), { locale: 'en', region: { ...REGION } })
)
let turn = 0
const inRequest = perCall(() => contexts[turn++ % contexts.length].t('auth.name'))

printCalls()
await printLoads()
printBytes()
printPages(await pageTimes(BUILD, LOCALES))
const budgets = [atMost('`ctx.t` of a plain key in a request', inRequest, 2, 'µs', 2)]
printBudgets(budgets)
process.exit(budgets.every(({ met }) => met) ? 0 : 1)

function printCalls() {
  const t = translator(REGION)
  const i18n = stock.locale('en')
  const messages: [string, string, object?][] = [
    ['plain', 'auth.name'],
    ['one value', 'dashboard.greeting', { name: 'Ada' }],
    ['plural', 'activity.count', { total: 3 }],
    ['plural for the server', 'errors.throttled', { seconds: 72 }],
  ]

  console.log('\n| `t()` on the server | calls/s | µs | stock calls/s | stock µs |')
  console.log('| --- | --: | --: | --: | --: |')
  for (const [name, key, values] of messages) {
    const ours = perCall(() => t(key, values))
    const theirs = perCall(() => i18n.t(key, values as Record<string, unknown>))
    row(name, rate(ours), ours.toFixed(2), rate(theirs), theirs.toFixed(2))
  }
  const theirs = perCall(() => stock.locale('en').t('auth.name'), CALLS / 10)
  row(
    'plain, first in a request',
    rate(inRequest),
    inRequest.toFixed(2),
    rate(theirs),
    theirs.toFixed(2)
  )
}

async function printLoads() {
  const location = app.languageFilesPath()
  const stockLoader = await configProvider.resolve<any>(app, loaders.fs({ location }))
  const ours = await loadTime(() => new CatalogueLoader(location, LOCALES, console.error).load())
  const theirs = await loadTime(() => stockLoader().load())

  console.log('\n| catalogues at boot | ms |')
  console.log('| --- | --: |')
  row(`${LOCALES.length} locales, each message checked`, ours.toFixed(1))
  row('stock loader, nothing checked', theirs.toFixed(1))
}

function printBytes() {
  const assets = new URL('public/assets/', BUILD)
  const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', assets), 'utf8'))

  console.log('\n| messages of the browser | files | bytes | gzip |')
  console.log('| --- | --: | --: | --: |')
  for (const locale of LOCALES) {
    const files = Object.entries<{ file: string }>(manifest)
      .filter(([name]) => `${name}/`.startsWith(`virtual:messages/${locale}/`))
      .map(([, { file }]) => readFileSync(new URL(file, assets)))
    const sum = (sizes: number[]) => sizes.reduce((one, other) => one + other, 0)
    const gzip = sum(files.map((file) => gzipSync(file).length))
    row(locale, `${files.length}`, `${sum(files.map((file) => file.length))}`, `${gzip}`)
  }
}

function printPages(pages: Awaited<ReturnType<typeof pageTimes>>) {
  console.log('\n| SSR of the welcome page | ms | without messages, ms |')
  console.log('| --- | --: | --: |')
  for (const { locale, withMessages, without } of pages) {
    row(locale, withMessages.toFixed(2), without.toFixed(2))
  }
}

/** The median of the rounds, in microseconds per call. */
function perCall(call: () => unknown, calls = CALLS) {
  const rounds = Array.from({ length: ROUNDS }, () => {
    const start = performance.now()
    for (let done = 0; done < calls; done++) call()
    return ((performance.now() - start) * 1000) / calls
  })
  return median(rounds)
}

async function loadTime(load: () => Promise<unknown>) {
  const times: number[] = []
  for (let done = 0; done < LOADS; done++) {
    const start = performance.now()
    await load()
    times.push(performance.now() - start)
  }
  return median(times)
}

async function stockManager() {
  const location = app.languageFilesPath()
  const manager = new I18nManager(await app.container.make('emitter'), {
    defaultLocale: 'en',
    supportedLocales: [...LOCALES],
    formatter: await configProvider.resolve<any>(app, formatters.icu()),
    loaders: [await configProvider.resolve<any>(app, loaders.fs({ location }))],
  })
  await manager.loadTranslations()
  return manager
}

function rate(microseconds: number) {
  return Math.round(1e6 / microseconds).toLocaleString('en')
}

function fromBuild(path: string) {
  return import(new URL(path, BUILD).href)
}
