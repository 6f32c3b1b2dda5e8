import type { Group } from '@japa/runner/core'
import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { partitionsOf } from '#partitions/catalog'
import { disablePartitions } from '#partitions/disable'
import { PartitionSession } from '#partitions/session'

const RULES = { job_runs: { key: 'id' }, account_events: { key: 'created_at' } }

/** Gives each test a connection, and leaves the tables as the migrations have made them. */
export function useSession(group: Group) {
  const kept = {} as { session: PartitionSession }
  group.each.setup(async () => {
    kept.session = await PartitionSession.toChange(app)
    return async () => {
      for (const [table, { key }] of Object.entries(RULES)) {
        await db.from(table).delete()
        const rule = { key, keep: null }
        if (await partitionsOf(kept.session, table)) {
          await disablePartitions(kept.session, table, rule, { isForced: true })
        }
      }
      await kept.session[Symbol.asyncDispose]()
    }
  })
  return kept
}

/** The ids of the rows of each partition. */
export async function rowsByPartition(table: string) {
  const { rows } = await db.rawQuery<{ rows: { name: string; id: string }[] }>(
    `SELECT tableoid::regclass::text AS name, id::text FROM ${table} ORDER BY id`
  )
  const byName = Map.groupBy(rows, ({ name }) => name.replace('partitions.', ''))
  return Object.fromEntries([...byName].map(([name, some]) => [name, some.map(({ id }) => id)]))
}
