/**
 * One round of faults on the broker of QUEUE_CONNECTION, see run.ts. It tells what came of it to its parent.
 */
import 'reflect-metadata'
import { setTimeout as wait } from 'node:timers/promises'
import { endRunBroker, runBroker, startRunBroker } from '#tests/support/brokers/run_broker'
import { bootApp } from '#tests/chaos/boot'
import { Chance } from '#tests/chaos/chance'
import type { RoundPlan } from '#tests/chaos/round_plan'

const WORKERS = 4
const DISPATCHERS = 3
const BORED_MS = 15_000
const GIVE_UP_MS = 240_000
/** A worker that was killed counts as gone from then on. */
const GONE_MS = 31_000

const plan: RoundPlan = JSON.parse(process.argv[2])
const started = performance.now()
await startRunBroker()
const app = await bootApp()
const { default: testUtils } = await import('@adonisjs/core/services/test_utils')
const { default: queue } = await import('#queue/main')
const { default: db } = await import('@adonisjs/lucid/services/db')
const { createTestDatabase } = await import('#tests/support/database')
const { RabbitmqServer } = await import('#tests/support/brokers/rabbitmq_server')
const { startDatabaseProxy } = await import('#tests/support/brokers/database_proxy')
const { runAce } = await import('#tests/support/ace')
const { forgetJobs } = await import('#tests/support/job_runs')
const { createLedger, dropLedger, readLost, readVerdict } = await import('#tests/chaos/ledger')
const { Fleet } = await import('#tests/chaos/fleet')
const { Nemesis } = await import('#tests/chaos/nemesis')

await testUtils.boot()
await createTestDatabase()
await testUtils.db().migrate()
await forgetJobs()
await createLedger()

const broker = queue.config.connection === 'postgres' ? undefined : runBroker()
if (broker instanceof RabbitmqServer) {
  await queue.driver.check()
  await broker.settle()
}
const { proxy, url } = await startDatabaseProxy()
const chance = new Chance(plan.seed)
const fleet = new Fleet({ DATABASE_URL: url })
const nemesis = new Nemesis(chance, fleet, proxy, broker)

try {
  for (let worker = 0; worker < WORKERS; worker++) fleet.hire()
  const seeds = Array.from({ length: DISPATCHERS }, (_, index) => plan.seed + index + 1)
  const dispatched = fleet.dispatch(seeds, Math.ceil(plan.jobs / DISPATCHERS))
  await wait(3000)
  await nemesis.rage(Math.ceil(plan.kills / 2))
  await nemesis.cutDatabase(plan.databaseAway)
  await nemesis.takeBroker(plan.brokerAway)
  await broker?.flush()
  await nemesis.rage(plan.kills)
  await dispatched

  await untilBored()
  const unclosed = await openRuns()
  if (unclosed > 0 || broker) await recover()
  process.send!({
    ...(await readVerdict()),
    faults: nemesis.done,
    unclosed,
    open: await openRuns(),
    failed: await failures(),
    lostRuns: await readLost(),
    seconds: Math.round((performance.now() - started) / 1000),
  })
} finally {
  await fleet.end()
  await proxy.end()
  await dropLedger()
  await forgetJobs()
  await app.terminate()
  await endRunBroker()
}

/** What the broker has lost is put back: the rest of what is open belongs to workers that were killed. */
async function recover() {
  await wait(GONE_MS)
  const { exitCode, output } = await runAce('queue:recover', '--older-than=1s')
  if (exitCode !== 0) throw new Error(output)
  await untilBored()
}

/** Until no job is open, or nothing has changed for a while. */
async function untilBored() {
  const deadline = performance.now() + GIVE_UP_MS
  let last = ''
  let changed = performance.now()
  while (performance.now() < deadline && performance.now() - changed < BORED_MS) {
    const state = await progress()
    if (state.startsWith('0 ')) return
    if (state !== last) changed = performance.now()
    last = state
    await wait(250)
  }
}

async function progress() {
  const { rows } = await db.rawQuery(
    `select (select count(*) from job_runs where finished_at is null) || ' ' ||
            (select count(*) from chaos_effects) || ' ' || (select count(*) from bullmq.job) as state`
  )
  return rows[0].state as string
}

async function openRuns() {
  const [{ open }] = await db.from('job_runs').whereNull('finished_at').count('* as open')
  return Number(open)
}

async function failures() {
  const rows = await db
    .from('job_runs')
    .where('status', 'failed')
    .select(db.raw(`error->>'message' as message`))
    .count('* as count')
    .groupByRaw(`error->>'message'`)
  return rows.map(({ message, count }) => `${count} × ${message}`)
}
