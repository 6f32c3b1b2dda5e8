/**
 * `npm run bench:partitions`: divides a run log that has a million rows, and makes it whole again, while a client reads and
 * writes it. Prints which lock is held for how long, and compares a worker on the divided run log with one on the whole.
 *
 *   --built          measure the existing build
 *   --rows=1000000
 *   --rounds=5
 *   --jobs=6000      in each round and on each side
 */
import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { setTimeout as wait } from 'node:timers/promises'
import { parseArgs, promisify } from 'node:util'
import pg from 'pg'
import { Database } from '../kit/queue/bench/database.ts'
import { startOurs, type Contender } from '../kit/queue/bench/contest.ts'
import type { Broker } from '../kit/queue/bench/brokers.ts'
import { createDatabase, dropDatabase } from './database.ts'
import { median } from './median.ts'
import { LockWatch } from './partitions/lock_watch.ts'
import { Traffic } from './partitions/traffic.ts'
import { jobRuns } from './scale/seeds.ts'
import { build, environment, migrate } from './servers.ts'

const TABLE = 'job_runs'
const CONCURRENCY = 10
const QUIET_MS = 3000

/** Younger than `retention.completed`, so that no worker deletes them meanwhile. */
const SPREAD = `interval '5 days'`

const { values: options } = parseArgs({
  options: {
    built: { type: 'boolean', default: false },
    rows: { type: 'string', default: '1000000' },
    rounds: { type: 'string', default: '5' },
    jobs: { type: 'string', default: '6000' },
  },
})
const [rows, rounds, jobs] = [options.rows, options.rounds, options.jobs].map(Number)

if (!options.built) build()
const url = await createDatabase()
const env = environment(url)
const client = new pg.Client({ connectionString: url })
const database = new Database(url)
try {
  migrate(env)
  await client.connect()
  await database.prepare()
  console.log(`Filling ${TABLE} with ${rows.toLocaleString('en')} rows …`)
  await client.query(jobRuns(rows, SPREAD))
  await client.query(`VACUUM ANALYZE ${TABLE}`)
  await measure()
} finally {
  await client.end()
  await database.end()
  await dropDatabase()
}

async function measure() {
  const ours = await startOurs({ ...env, QUEUE_CONNECTION: 'postgres' }, {} as Broker, database)
  const rates = { whole: [] as number[], divided: [] as number[] }
  try {
    for (let round = 1; round <= rounds; round++) {
      console.log(`Round ${round} of ${rounds}`)
      rates.whole.push(await rateOf(ours))
      await watch('partition:enable')
      rates.divided.push(await rateOf(ours))
      await watch('partition:disable')
      const [whole, divided] = [rates.whole, rates.divided].map((all) => Math.round(all.at(-1)!))
      console.log(`  jobs a second: ${whole} whole, ${divided} divided`)
    }
  } finally {
    await ours.dispatcher.stop()
  }
  const ratios = rates.divided.map((rate, index) => rate / rates.whole[index])
  console.log(`\nJobs a second, concurrency ${CONCURRENCY}, ${jobs} no-op jobs a round:`)
  console.log(
    `  whole   ${rates.whole.map(Math.round).join(' ')}, median ${Math.round(median(rates.whole))}`
  )
  console.log(
    `  divided ${rates.divided.map(Math.round).join(' ')}, median ${Math.round(median(rates.divided))}`
  )
  console.log(`  the median of the ratios is ${median(ratios).toFixed(3)}`)
}

/** Runs the command while a client reads and writes the table, and prints what it has held up. */
async function watch(command: string) {
  const traffic = new Traffic(url)
  const locks = new LockWatch(url)
  await traffic.start()
  await wait(QUIET_MS)
  const usual = traffic.slowest
  traffic.forget()
  await locks.start(TABLE)
  const begin = performance.now()
  await run(command)
  const seconds = (performance.now() - begin) / 1000
  await locks.stop()
  const { slowest } = traffic
  await traffic.stop()
  await client.query(`DELETE FROM ${TABLE} WHERE name = 'traffic'`)
  console.log(`  ${command}: ${seconds.toFixed(1)} s with the start of the command`)
  for (const [mode, ms] of Object.entries(locks.longest))
    console.log(`    ${mode}: ${ms.toFixed(1)} ms`)
  for (const kind of ['write', 'read'] as const) {
    console.log(
      `    slowest ${kind}: ${slowest[kind].toFixed(1)} ms (${usual[kind].toFixed(1)} ms in the ${QUIET_MS / 1000} s before)`
    )
  }
}

async function run(command: string) {
  const ace = fileURLToPath(new URL('../build/ace.js', import.meta.url))
  const environmentOfCommand = { PATH: process.env.PATH, ...env }
  await promisify(execFile)(process.execPath, [ace, command, TABLE], { env: environmentOfCommand })
}

/** Without the first and the last tenth of the jobs: the worker warms up, and a single late job would count as all others. */
async function rateOf({ dispatcher, work }: Contender) {
  await dispatcher.ask('fill', 'noOp', jobs)
  await database.tidy()
  await work('noOp', CONCURRENCY, jobs)
  const { rows: times } = await client.query<{ seconds: number; tail: number }>(
    `SELECT extract(epoch FROM late - early)::float8 AS seconds, extract(epoch FROM latest - late)::float8 AS tail
       FROM (SELECT percentile_disc(0.1) WITHIN GROUP (ORDER BY finished_at) AS early,
                    percentile_disc(0.9) WITHIN GROUP (ORDER BY finished_at) AS late, max(finished_at) AS latest
               FROM ${TABLE} WHERE name = 'noOp') AS finished`
  )
  await client.query(`DELETE FROM ${TABLE} WHERE name = 'noOp'`)
  const [{ seconds, tail }] = times
  if (tail > seconds) console.log(`  the last tenth took ${tail.toFixed(1)} s`)
  return (jobs * 0.8) / seconds
}
