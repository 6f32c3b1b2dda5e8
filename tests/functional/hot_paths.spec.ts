import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { UserFactory } from '#database/factories/user_factory'
import type User from '#models/user'
import queue, { PruneJobRuns } from '#queue/main'

/** The tables that grow with the use of the app. `npm run bench:scale` measures them with ten million rows. */
const TABLES = ['users', 'sessions', 'account_events', 'job_runs']

const ROWS = 3000
/** More than any of the paths reads, with its joins and checks. */
const MOST_READ = 100

/** Rows of other accounts. */
const FILL = [
  `INSERT INTO users (id, name, email, email_confirmed_at)
   SELECT 1000000 + n, 'Ada', 'other-' || n || '@example.com', now() FROM generate_series(1, ${ROWS}) AS n`,
  `INSERT INTO sessions (id, data, user_id, expires_at)
   SELECT md5(n::text), '{}', 1000000 + n, now() + interval '1 day' FROM generate_series(1, ${ROWS}) AS n`,
  `INSERT INTO account_events (user_id, kind) SELECT 1000000 + n, 'signed_in' FROM generate_series(1, ${ROWS}) AS n`,
  `INSERT INTO job_runs (id, name, queue, connection, status, message, attempts, backoff, dispatched_at, available_at, finished_at)
   SELECT gen_random_uuid(), 'other', 'low', 'postgres', 'completed', '{}', 1, 0, now(), now(), now()
   FROM generate_series(1, ${ROWS}) AS n`,
]

/** The rows of each table that the transaction of the test has read. */
async function rowsRead() {
  const { rows } = await db.rawQuery<{ rows: { name: string; read: string }[] }>(
    `SELECT relname AS name, seq_tup_read + coalesce(idx_tup_fetch, 0) AS read
     FROM pg_stat_xact_user_tables WHERE relname = ANY (?)`,
    [TABLES]
  )
  return new Map(rows.map(({ name, read }) => [name, Number(read)]))
}

interface Visit {
  client: ApiClient
  user: User
}

function page(path: string) {
  return async ({ client, user }: Visit) => {
    const response = await client.get(path).loginAs(user).redirects(0)
    response.assertStatus(200)
  }
}

function form(path: string, fields: (user: User) => Record<string, string>, goesTo: string) {
  return async ({ client, user }: Visit) => {
    const response = await client.post(path).form(fields(user)).withCsrfToken().redirects(0)
    response.assertHeader('location', goesTo)
  }
}

const HOT_PATHS: { path: string; visit: (visit: Visit) => Promise<unknown> }[] = [
  { path: 'the dashboard', visit: page('/dashboard') },
  { path: 'the account activity', visit: page('/settings/security') },
  { path: 'the list of sessions', visit: page('/settings/sessions') },
  {
    path: 'a log-in',
    visit: form('/login', ({ email }) => ({ email, password: 'secret-password' }), '/dashboard'),
  },
  {
    path: 'a sign-up',
    visit: form(
      '/signup',
      () => ({ name: 'Ada', email: 'ada.scale@example.com', password: 'analytical-engine' }),
      '/email-confirmations/new'
    ),
  },
  {
    path: 'a job',
    async visit() {
      const id = await PruneJobRuns.dispatch({})
      await queue.store.record([{ id, status: 'completed', ago: 0, took: 1 }], false)
    },
  },
]

test.group('Hot paths', () => {
  test('{path} reads few rows of a table with many')
    .with(HOT_PATHS)
    .run(async ({ assert, client }, { visit }) => {
      const user = await UserFactory.create()
      for (const statement of FILL) await db.rawQuery(statement)
      await db.rawQuery(`ANALYZE ${TABLES}`)
      const before = await rowsRead()
      await visit({ client, user })
      const after = await rowsRead()
      for (const name of TABLES) {
        assert.isBelow((after.get(name) ?? 0) - (before.get(name) ?? 0), MOST_READ, name)
      }
    })
})
