import type { ClientConfig } from 'pg'

const DUPLICATE_DATABASE = '42P04'
const UNIQUE_VIOLATION = '23505'

/** Creates a database if it does not exist. Several processes may do so at the same time. */
export async function createMissingDatabase(server: ClientConfig, database: string) {
  const { default: pg } = await import('pg')
  const client = new pg.Client({ ...server, database: 'postgres' })
  await client.connect()
  try {
    const found = await client.query('SELECT FROM pg_database WHERE datname = $1', [database])
    if (found.rowCount === 0) {
      await createDatabase(client, client.escapeIdentifier(database))
    }
  } finally {
    await client.end()
  }
}

async function createDatabase(client: { query(sql: string): Promise<unknown> }, name: string) {
  await client.query(`CREATE DATABASE ${name} TEMPLATE template0`).catch((error) => {
    if (error.code !== DUPLICATE_DATABASE && error.code !== UNIQUE_VIOLATION) {
      throw error
    }
  })
}
