/**
 * A separate program, because a worker that is ending cannot wait for PostgreSQL. It reads the connection and the
 * statements from its input. Node runs it without the app's loader, so it imports nothing of the app.
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
