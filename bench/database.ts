import { hash } from '@node-rs/argon2'
import pg from 'pg'
import localServices from '../kit/local_services/main.ts'
import { PASSWORD, PASSWORD_COST } from './password.ts'

export const ACCOUNTS = 300

const EVENTS_PER_ACCOUNT = 200
const NAME = 'easystart_bench'

export const emailOf = (account: number) => `account-${account}@example.com`

/**
 * Creates an empty database on the development PostgreSQL, which is durable: the test PostgreSQL runs with fsync off.
 * @returns its URL
 */
export async function createDatabase() {
  await localServices.acquire(['postgres'])
  await drop()
  await localServices.createDatabase(NAME)
  return localServices.databaseUrl(NAME)
}

export async function dropDatabase() {
  await drop()
  await localServices.release()
}

/**
 * Inserts confirmed accounts with the same password, and 200 events for each.
 */
export async function fill(url: string) {
  const password = await hash(PASSWORD, PASSWORD_COST)
  await query(
    url,
    `INSERT INTO users (id, name, email, password, email_confirmed_at)
     SELECT n, 'Ada Lovelace', 'account-' || n || '@example.com', $1, now()
     FROM generate_series(1, $2::int) n`,
    [password, ACCOUNTS]
  )
  await query(url, `SELECT setval('users_id_seq', $1)`, [ACCOUNTS])
  await query(
    url,
    `INSERT INTO account_events (user_id, kind, ip_address, user_agent)
     SELECT n % $1::int + 1, 'signed_in', '203.0.113.7', 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'
     FROM generate_series(1, $1::int * $2::int) n`,
    [ACCOUNTS, EVENTS_PER_ACCOUNT]
  )
  await query(url, 'VACUUM ANALYZE')
}

async function drop() {
  await query(localServices.databaseUrl('postgres'), `DROP DATABASE IF EXISTS ${NAME} WITH (FORCE)`)
}

async function query(url: string, text: string, values: unknown[] = []) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(text, values)
  } finally {
    await client.end()
  }
}
