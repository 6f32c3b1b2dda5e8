import pg from 'pg'
import app from '@adonisjs/core/services/app'
import { TcpProxy } from '#queue/tests/support/brokers/tcp_proxy'

/**
 * Starts a proxy for the PostgreSQL of this run, so that a worker can lose its connection while the test keeps its own.
 * @param address of this machine, where the proxy listens; 127.0.0.1 by default
 * @returns the proxy; the DATABASE_URL for the worker, which appends the lane to the name itself; and the full name of
 * the database
 */
export async function startDatabaseProxy(address?: string) {
  const { host, port, user, password, database } = connectionOfRun()
  const proxy = new TcpProxy(
    host.startsWith('/') ? { path: `${host}/.s.PGSQL.${port}` } : { host, port },
    address
  )
  await proxy.start()

  const databaseName = database!
  const url = new URL(`postgresql://127.0.0.1:${proxy.port}/${withoutLane(databaseName)}`)
  url.username = user ?? ''
  url.password = password ?? ''
  return { proxy, url: url.href, databaseName }
}

function connectionOfRun() {
  const { connections } = app.config.get<{
    connections: { postgres: { connection: pg.ClientConfig } }
  }>('database')
  return new pg.Client(connections.postgres.connection)
}

/** Removes the suffix that config/database.ts appends to the name in tests. */
function withoutLane(name: string) {
  const behind = ['', 'test', process.env.TEST_LANE].filter((part) => part !== undefined).join('_')
  return name.endsWith(behind) ? name.slice(0, -behind.length) : name
}
