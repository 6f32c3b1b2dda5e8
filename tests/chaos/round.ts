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
/** With the faults in between that kill nobody. */
const SECONDS_A_KILL = 1.5
const GIVE_UP_MS = 240_000
/** A worker that was killed counts as gone from then on. */
const GONE_MS = 31_000

const plan: RoundPlan = JSON.parse(process.argv[2])
const started = performance.now()
/** Which part of the round it is, for those who watch. */
const say = (what: string) =>
  console.log(
    `${process.env.QUEUE_CONNECTION} ${Math.round((performance.now() - started) / 1000)} s: ${what}`
  )
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
  const dispatched = fleet.dispatch(seeds, Math.ceil(plan.jobs / DISPATCHERS), paceOf(plan))
  await wait(3000)
  await nemesis.rage(Math.ceil(plan.kills / 2))
  say(`PostgreSQL is away for ${plan.databaseAway} s`)
  await nemesis.cutDatabase(plan.databaseAway)
  say(`the broker is away for ${plan.brokerAway} s`)
  await nemesis.takeBroker(plan.brokerAway)
  await broker?.flush()
  say('the broker was emptied, the rest of the kills')
  await nemesis.rage(plan.kills)
  say('healed, until all is dispatched')
  await dispatched
  say('until all is done')
  await untilBored()
  const unclosed = await openRuns()
  if (unclosed > 0) say(await openByState())
  if (unclosed > 0 || broker) await recover()
  process.send!({
    broker: queue.config.connection,
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

/** Milliseconds between two dispatches, so that there are some while all of it happens. */
function paceOf({ jobs, kills, databaseAway, brokerAway }: RoundPlan) {
  const lasts = databaseAway + brokerAway + kills * SECONDS_A_KILL
  return (lasts * 1000) / (jobs / DISPATCHERS)
}

/** What the broker has lost is put back: the rest of what is open belongs to workers that were killed. */
async function recover() {
  say('queue:recover')
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

/** Of what has not ended: how many, and whether their worker lives. */
async function openByState() {
  const { rows } = await db.rawQuery(
    `select status, reason, beat_at > now() - interval '5 s' as alive, count(*)::int
       from job_runs left join queue_workers on queue_workers.id::text = worker
      where finished_at is null group by 1, 2, 3`
  )
  return JSON.stringify(rows)
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
