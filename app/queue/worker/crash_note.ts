/**
 * A program of its own: a worker that ends at once cannot wait for PostgreSQL itself. It reads from its input where
 * PostgreSQL is, and the statements to be executed. Node runs it as it is, so it imports nothing of the app.
 */
import { text } from 'node:stream/consumers'
import pg from 'pg'

interface Note {
  connection: pg.ClientConfig
  statements: { text: string; values: unknown[] }[]
}

const { connection, statements } = JSON.parse(await text(process.stdin)) as Note
const client = new pg.Client({ ...connection, connectionTimeoutMillis: 3000, query_timeout: 3000 })
await client.connect()
for (const statement of statements) await client.query(statement)
await client.end()
