import { setTimeout as wait } from 'node:timers/promises'
import db from '@adonisjs/lucid/services/db'

/** Longer than a lease, and longer than a worker's polling interval after a lost notification. */
const BORED_MS = 20_000
const GIVE_UP_MS = 300_000

/**
 * Resolves when no job is open, or when nothing has changed for a while.
 */
export async function untilNothingHappens() {
  const deadline = performance.now() + GIVE_UP_MS
  let last = ''
  let changed = performance.now()
  while (performance.now() < deadline && performance.now() - changed < BORED_MS) {
    const state = await readState()
    if (state.startsWith('0 ')) return
    if (state !== last) changed = performance.now()
    last = state
    await wait(250)
  }
}

export async function countOpen() {
  const [{ open }] = await db.from('job_runs').whereNull('finished_at').count('* as open')
  return Number(open)
}

/** Counts the open jobs by status: «2 running, 1 waiting (PostgreSQL is away)». */
export async function describeOpen() {
  const rows = await db
    .from('job_runs')
    .whereNull('finished_at')
    .select(db.raw(`status || coalesce(' (' || reason || ')', '') as status`))
    .count('* as count')
    .groupByRaw('1')
  return rows.map(({ status, count }) => `${count} ${status}`).join(', ')
}

/** Counts the failed jobs by message: «3 × Fails the first time». */
export async function describeFailures() {
  const rows = await db
    .from('job_runs')
    .where('status', 'failed')
    .select(db.raw(`error->>'message' as message`))
    .count('* as count')
    .groupByRaw('1')
  return rows.map(({ message, count }) => `${count} × ${message}`)
}

/** A text that changes when anything happens. It begins with the number of open jobs. */
async function readState() {
  const { rows } = await db.rawQuery(
    `select (select count(*) from job_runs where finished_at is null) || ' ' ||
            (select count(*) from chaos_effects) || ' ' || (select count(*) from bullmq.job) as state`
  )
  return rows[0].state as string
}
