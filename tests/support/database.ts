import pg from 'pg'
import app from '@adonisjs/core/services/app'
import { databaseIn, withDatabase } from '#local_services/database_url'

/**
 * Creates the database of this lane of the test run. Drops what a killed run has left, because its tables may come from
 * other migrations.
 */
export async function createTestDatabase() {
  const { connection } = app.config.get<{
    connections: { postgres: { connection: pg.ClientConfig } }
  }>('database').connections.postgres
  const { database, client } = maintenanceClient(connection)

  const name = client.escapeIdentifier(database)
  await client.connect()
  try {
    await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
    await client.query(`CREATE DATABASE ${name} TEMPLATE template0`)
  } finally {
    await client.end()
  }
}

function maintenanceClient(connection: pg.ClientConfig) {
  if (!connection.connectionString) {
    return {
      database: connection.database!,
      client: new pg.Client({ ...connection, database: 'postgres' }),
    }
  }
  const url = connection.connectionString
  return {
    database: databaseIn(url),
    client: new pg.Client({ connectionString: withDatabase(url, 'postgres') }),
  }
}
