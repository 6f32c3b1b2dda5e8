/**
 * Dispatches jobs of every kind until its plan is done, and continues through all failures of the broker and of
 * PostgreSQL. Its argument is the DispatchPlan. Its parent sends the share of the jobs that it may dispatch so far.
 */
import 'reflect-metadata'
import { setTimeout as wait } from 'node:timers/promises'
import { bootApp } from '#queue/tests/chaos/boot'
import { Chance } from '#queue/tests/chaos/chance'
import type { DispatchPlan } from '#queue/tests/chaos/dispatch_plan'

const { seed, jobs }: DispatchPlan = JSON.parse(process.argv[2])
const chance = new Chance(seed)
let allowed = 0
process.on('message', (share: number) => (allowed = share * jobs))

const app = await bootApp()
const { default: db } = await import('@adonisjs/lucid/services/db')
const { default: queue } = await import('#queue/main')
const { default: WriteEffectJob } = await import('#queue/tests/support/jobs/write_effect_job')
const { writeOrders } = await import('#queue/tests/chaos/ledger')

const TRY_AGAIN_AFTER_MS = 250
const LONGEST_PAUSE_MS = 60

/** The weight of each kind in the random choice. */
const kinds = {
  trx: 24,
  direct: 20,
  rollback: 10,
  delayed: 10,
  fails: 10,
  once: 16,
  unique: 4,
  chain: 3,
  batch: 3,
}
type Kind = keyof typeof kinds

let dispatched = 0
while (dispatched < jobs) {
  try {
    if (dispatched < allowed) dispatched += await dispatch(chance.weighted<Kind>(kinds))
    await wait(chance.between(0, LONGEST_PAUSE_MS))
  } catch {
    await wait(TRY_AGAIN_AFTER_MS)
  }
}
await app.terminate()
process.disconnect()

/** @returns the number of dispatched jobs */
async function dispatch(kind: Kind) {
  if (kind === 'direct') return dispatchDirectly()
  const keys = Array.from({ length: kind === 'chain' || kind === 'batch' ? 3 : 1 }, newKey)
  await db.transaction(async (trx) => {
    await writeOrders(keys, kind, 'committed', trx)
    await dispatchIn(trx, kind, keys)
    if (kind === 'rollback') await trx.rollback()
  })
  if (kind === 'rollback') await writeOrders(keys, kind, 'rolled back')
  return keys.length
}

async function dispatchIn(
  trx: Awaited<ReturnType<typeof db.transaction>>,
  kind: Kind,
  keys: string[]
) {
  const options = { trx, queue: chance.pick(['high', 'default', 'low']) }
  const [first, ...others] = keys.map((key) => payloadOf(key, kind))
  const calls = others.map((payload) => WriteEffectJob.with(payload))
  if (kind === 'batch') {
    const [member, after] = calls
    await queue.dispatchMany([WriteEffectJob.with(first), member], { trx, batch: { then: after } })
  } else if (kind === 'chain') {
    await queue.dispatch(WriteEffectJob, first, { ...options, chain: calls })
  } else if (kind === 'unique') {
    for (let again = 0; again < 3; again++) {
      await queue.dispatch(WriteEffectJob, first, { ...options, unique: { key: first.key } })
    }
  } else {
    const delay = kind === 'delayed' ? chance.between(500, 5000) : 0
    await queue.dispatch(WriteEffectJob, first, { ...options, delay })
  }
}

/** A dispatch that throws may have reached the broker all the same, so the ledger accepts both outcomes. */
async function dispatchDirectly() {
  const key = newKey()
  await writeOrders([key], 'direct', 'unknown')
  await queue.dispatch(WriteEffectJob, payloadOf(key, 'direct'))
  for (;;) {
    try {
      await db.from('chaos_dispatches').where('key', key).update({ fate: 'committed' })
      return 1
    } catch {
      await wait(TRY_AGAIN_AFTER_MS)
    }
  }
}

/** One job in four runs long enough to be killed while it runs. */
function payloadOf(key: string, kind: Kind) {
  const ms = chance.next() < 0.25 ? chance.between(300, 1500) : chance.between(0, 120)
  return { key, ms, fails: kind === 'fails', once: kind === 'once' }
}

function newKey() {
  return crypto.randomUUID()
}
