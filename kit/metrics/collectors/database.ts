import { Gauge, type Registry } from 'prom-client'
import type { Knex } from 'knex'
import type { Database } from '@adonisjs/lucid/database'

/** tarn's pool, as knex has it. */
interface Pool {
  max: number
  numUsed(): number
  numFree(): number
  numPendingAcquires(): number
}

/** The connections of this process to PostgreSQL. */
export function collectPools(registry: Registry, db: Database) {
  const registers = [registry]
  const connections = new Gauge({
    name: 'db_pool_connections',
    help: 'Open database connections of this process',
    labelNames: ['connection', 'state'],
    registers,
    collect() {
      for (const [connection, pool] of poolsOf(db)) {
        this.set({ connection, state: 'used' }, pool.numUsed())
        this.set({ connection, state: 'free' }, pool.numFree())
      }
    },
  })
  const waiting = new Gauge({
    name: 'db_pool_waiting',
    help: 'Queries of this process that wait for a connection',
    labelNames: ['connection'],
    registers,
    collect() {
      for (const [connection, pool] of poolsOf(db)) {
        this.set({ connection }, pool.numPendingAcquires())
      }
    },
  })
  const most = new Gauge({
    name: 'db_pool_max',
    help: 'The most connections that the pool opens (DATABASE_POOL)',
    labelNames: ['connection'],
    registers,
    collect() {
      for (const [connection, pool] of poolsOf(db)) this.set({ connection }, pool.max)
    },
  })
  return [connections, waiting, most]
}

/** The pools of connections that have been used. */
function poolsOf(db: Database) {
  return [...db.manager.connections].flatMap(([name, { connection }]) => {
    const client = connection?.client as Knex | undefined
    const pool = client?.client.pool as Pool | undefined
    return pool ? [[name, pool] as const] : []
  })
}
