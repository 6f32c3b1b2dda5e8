import db from '@adonisjs/lucid/services/db'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

export type Fate = 'committed' | 'rolled back' | 'unknown'

/**
 * The ledger records the dispatched jobs, in their transaction, and their effects. Both are in PostgreSQL, which the
 * suite trusts.
 */
export async function createLedger() {
  await dropLedger()
  await db.rawQuery(
    'CREATE TABLE chaos_dispatches (key text PRIMARY KEY, kind text NOT NULL, fate text NOT NULL)'
  )
  await db.rawQuery(
    'CREATE TABLE chaos_effects (id bigserial, key text NOT NULL, pid int NOT NULL)'
  )
}

export async function dropLedger() {
  await db.rawQuery('DROP TABLE IF EXISTS chaos_dispatches, chaos_effects')
}

export async function writeOrders(
  keys: string[],
  kind: string,
  fate: Fate,
  trx?: TransactionClientContract
) {
  const rows = keys.map((key) => ({ key, kind, fate }))
  await (trx ?? db).table('chaos_dispatches').multiInsert(rows)
}

export interface Verdict {
  dispatched: number
  rolledBack: number
  unknown: number
  completed: number
  lost: number
  phantom: number
  twice: number
  /** Jobs that write in transaction(), and have more than one effect. */
  doubled: number
}

export async function readVerdict(): Promise<Verdict> {
  const { rows } = await db.rawQuery(`
    WITH effects AS (SELECT key, count(*) AS effects FROM chaos_effects GROUP BY key),
    book AS (
      SELECT coalesce(dispatch.key, effects.key) AS key, kind, fate, coalesce(effects, 0) AS effects
        FROM chaos_dispatches AS dispatch FULL JOIN effects ON effects.key = dispatch.key
    )
    SELECT count(*) FILTER (WHERE fate = 'committed')::int AS dispatched,
           count(*) FILTER (WHERE fate = 'rolled back')::int AS "rolledBack",
           count(*) FILTER (WHERE fate = 'unknown')::int AS unknown,
           count(*) FILTER (WHERE fate = 'committed' AND effects > 0)::int AS completed,
           count(*) FILTER (WHERE fate = 'committed' AND effects = 0)::int AS lost,
           count(*) FILTER (WHERE effects > 0 AND (fate IS NULL OR fate = 'rolled back'))::int AS phantom,
           count(*) FILTER (WHERE effects > 1 AND kind <> 'once')::int AS twice,
           count(*) FILTER (WHERE effects > 1 AND kind = 'once')::int AS doubled
      FROM book`)
  return rows[0]
}

/** The progress of the round. Jobs of rolled-back transactions count as dispatched here. */
export async function readCounts() {
  const { rows } = await db.rawQuery(`
    SELECT (SELECT count(*)::int FROM chaos_dispatches) AS dispatched,
           (SELECT count(DISTINCT key)::int FROM chaos_effects) AS completed`)
  return rows[0] as { dispatched: number; completed: number }
}

/** The lost jobs, with their rows in the run log. */
export async function readLost() {
  const { rows } = await db.rawQuery(`
    SELECT kind, run.id, run.name, run.status, run.reason, run.attempt, run.crashes, run.error->>'message' AS error
      FROM chaos_dispatches AS dispatch
      LEFT JOIN job_runs AS run ON run.message#>>'{payload,key}' = dispatch.key
     WHERE fate = 'committed' AND NOT EXISTS (SELECT FROM chaos_effects AS e WHERE e.key = dispatch.key)
     LIMIT 20`)
  return rows as object[]
}
