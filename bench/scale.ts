/**
 * `npm run bench:scale`: the cost of requests and jobs in databases of 10,000 to 10,000,000 rows in each of the tables
 * that grow with the use of the app. Fails if a cost is not flat, or if a request reads a whole table.
 *
 *   --built          measure the existing build
 *   --rows=10000     a size; several are possible. Ten million rows need 15 GB and some twenty minutes
 *   --rounds=5
 */
import { statfsSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { pin } from './cores.ts'
import { releaseDatabases, ScaleDatabase, type Reads } from './scale/database.ts'
import { startMailServer } from './scale/mail_server.ts'
import { print, steep, type Rounds } from './scale/report.ts'
import { ScaledApp, SUBJECTS } from './scale/subject.ts'
import { build, environment, migrate } from './servers.ts'

const GB_A_MILLION = 1.6

/** PostgreSQL counts what a connection has read when it is idle for so long. */
const COUNTED_AFTER_MS = 11_000

const { values: options } = parseArgs({
  options: {
    built: { type: 'boolean', default: false },
    rows: { type: 'string', multiple: true, default: ['10000', '100000', '1000000', '10000000'] },
    rounds: { type: 'string', default: '5' },
  },
})
const sizes = options.rows.map(Number).toSorted((one, other) => one - other)

/** So many requests or jobs in a round: those that take longer need fewer for the same precision. */
const TIMES: Record<string, number> = { 'log-in': 15, 'sign-up': 15, 'job': 150 }
const USUAL_TIMES = 40

/** Until V8 has compiled the code of the pages; a form is mostly the hash of its password. */
const WARM_UP: Record<string, number> = { 'log-in': 40, 'sign-up': 40 }
const USUAL_WARM_UP = 400

if (!options.built) build()
assertSpace()
const databases: ScaleDatabase[] = []
const apps: ScaledApp[] = []
const mails = await startMailServer()
try {
  for (const rows of sizes) databases.push(await filled(rows))
  pin(process.pid, 'load')
  for (const database of databases) {
    apps.push(await ScaledApp.start(database, environmentOf(database)))
  }
  const results = await measured()
  const storage = await Promise.all(databases.map((database) => database.sizes()))
  print(sizes, results.rounds, storage)

  const faults = [...steep(sizes, results.rounds), ...results.wholeReads]
  console.log(faults.length > 0 ? `\n${faults.join('\n')}` : '\nAll costs are flat within 20 %.')
  process.exitCode = faults.length > 0 ? 1 : 0
} finally {
  for (const app of apps) await app.stop()
  for (const database of databases) await database.drop()
  await releaseDatabases()
  mails.stop()
}

function environmentOf({ url }: ScaleDatabase) {
  return { ...environment(url), SMTP_URL: mails.url }
}

async function filled(rows: number) {
  console.log(`Filling a database with ${rows.toLocaleString('en')} rows in each table …`)
  const database = await ScaleDatabase.create(rows)
  migrate(environmentOf(database))
  await database.fill()
  return database
}

/** Each round measures every subject on every size, so that a busy machine affects all sizes alike. */
async function measured() {
  for (const app of apps) {
    for (const subject of SUBJECTS) await app.measure(subject, WARM_UP[subject] ?? USUAL_WARM_UP)
  }
  await wait(COUNTED_AFTER_MS)
  const before = await databases.at(-1)!.wholeReads()
  const rounds: Rounds[] = apps.map(() => Object.fromEntries(SUBJECTS.map((name) => [name, []])))
  for (let round = 1; round <= Number(options.rounds); round++) {
    console.log(`Round ${round} of ${options.rounds} …`)
    for (const subject of SUBJECTS) {
      const order = [...apps.keys()]
      if (round % 2 === 0) order.reverse()
      for (const index of order) {
        rounds[index][subject].push(
          await apps[index].measure(subject, TIMES[subject] ?? USUAL_TIMES)
        )
      }
    }
  }
  await wait(COUNTED_AFTER_MS)
  return { rounds, wholeReads: increases(before, await databases.at(-1)!.wholeReads()) }
}

/** The scans of whole tables in the largest database, in sentences. */
function increases(before: Record<string, Reads>, after: Record<string, Reads>) {
  return Object.entries(after).flatMap(([table, { scans, rows }]) => {
    const [more, read] = [scans - before[table].scans, rows - before[table].rows]
    return read > 0 ? [`${more} scans read the whole table ${table}, ${read} rows together`] : []
  })
}

function assertSpace() {
  const { bavail, bsize } = statfsSync('.')
  const needed = (sizes.reduce((sum, size) => sum + size, 0) / 1e6) * GB_A_MILLION
  const free = (bavail * bsize) / 1e9
  if (free < needed + 5) throw new Error(`It needs ${needed} GB, and ${free.toFixed(0)} are free`)
}
