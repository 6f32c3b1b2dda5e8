import pg from 'pg'
import app from '@adonisjs/core/services/app'
import { databaseIn, withDatabase } from '#services/database_url'

const DUPLICATE_DATABASE = '42P04'

/**
 * Creates the database that this part of the test run works in, if it is not there.
 */
export async function createTestDatabase() {
  const { connection } = app.config.get<{
    connections: { postgres: { connection: pg.ClientConfig } }
  }>('database').connections.postgres
  const { database, client } = maintenanceClient(connection)

  await client.connect()
  try {
    await client.query(`CREATE DATABASE ${client.escapeIdentifier(database)} TEMPLATE template0`)
  } catch (error) {
    if (!isDuplicate(error)) throw error
  } finally {
    await client.end()
  }
}

function isDuplicate(error: unknown) {
  return error instanceof pg.DatabaseError && error.code === DUPLICATE_DATABASE
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
