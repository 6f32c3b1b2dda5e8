/**
 * `npm run bench:management`: the lists of the management area with a million accounts. Fails if the p95 of a page is above
 * its limit, or if a page reads a whole table.
 *
 *   --built            measure the existing build
 *   --rows=1000000
 *   --times=100        requests of each page, one after another
 *   --limit=100        milliseconds
 */
import { setTimeout as wait } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { emailOf } from './database.ts'
import { PASSWORD } from './password.ts'
import { row } from './report.ts'
import { releaseDatabases, ScaleDatabase } from './scale/database.ts'
import { build, environment, migrate, startApp } from './servers.ts'
import { Visitor } from './visitor.ts'

/** PostgreSQL counts what a connection has read when it is idle for so long. */
const COUNTED_AFTER_MS = 11_000
const WARM_UP = 30

const LIST = '/management/users'
const PAGES: Record<string, string> = {
  'first page': LIST,
  'by name': `${LIST}?sort=name`,
  'by address, backwards': `${LIST}?sort=-email`,
  'search: a name of many': `${LIST}?search=lovelace`,
  'search: one address': `${LIST}?search=account-15432@`,
  'search: two words': `${LIST}?search=ada+account-1234`,
  'search: nobody': `${LIST}?search=zzyzx`,
  'search by name': `${LIST}?search=hopper&sort=name`,
  'search: two letters': `${LIST}?search=ho`,
  'search: two letters of nobody': `${LIST}?search=zq`,
  'filter: deactivated': `${LIST}?state=disabled`,
  'filter: not confirmed': `${LIST}?state=unconfirmed`,
  'filter: a group': `${LIST}?group=2`,
  'filter: second factor': `${LIST}?secondFactor=true`,
  'search and filter': `${LIST}?search=turing&state=active&sort=email`,
  'an account': `${LIST}/1500`,
}

const { values: options } = parseArgs({
  options: {
    built: { type: 'boolean', default: false },
    rows: { type: 'string', default: '1000000' },
    times: { type: 'string', default: '100' },
    limit: { type: 'string', default: '100' },
  },
})

if (!options.built) build()
const database = await ScaleDatabase.create(Number(options.rows))
const env = environment(database.url)
migrate(env)
console.log(`Filling a database with ${Number(options.rows).toLocaleString('en')} accounts …`)
await database.fill()
await database.addAdministrator(1)
const server = await startApp(env)
try {
  const visitor = new Visitor(server.origin)
  await visitor.visit('/login')
  await visitor.send('/login', { email: emailOf(1), password: PASSWORD }, '/dashboard')
  for (const path of Object.values(PAGES)) await measure(visitor, path, WARM_UP)

  const faults: string[] = []
  console.log('\n| page | p50 ms | p95 ms | whole tables read |')
  console.log('| --- | --: | --: | --- |')
  for (const [title, path] of Object.entries(PAGES)) {
    const before = await database.wholeReads()
    const times = await measure(visitor, path, Number(options.times))
    await wait(COUNTED_AFTER_MS)
    const after = await database.wholeReads()
    const read = Object.keys(after).filter((table) => after[table].rows > before[table].rows)
    row(title, percentile(times, 0.5).toFixed(1), percentile(times, 0.95).toFixed(1), read.join())
    if (percentile(times, 0.95) > Number(options.limit)) faults.push(`${title} is too slow`)
    if (read.length > 0) faults.push(`${title} reads ${read.join(' and ')}`)
  }
  console.log(faults.length > 0 ? `\n${faults.join('\n')}` : '\nAll pages are fast.')
  process.exitCode = faults.length > 0 ? 1 : 0
} finally {
  await server.stop()
  await database.drop()
  await releaseDatabases()
}

async function measure(visitor: Visitor, path: string, times: number) {
  const taken: number[] = []
  for (let left = times; left > 0; left--) {
    const begun = performance.now()
    const { status } = await visitor.visit(path)
    taken.push(performance.now() - begun)
    if (status !== 200) throw new Error(`${path} answers ${status}`)
  }
  return taken.toSorted((one, other) => one - other)
}

function percentile(sorted: number[], share: number) {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]
}
