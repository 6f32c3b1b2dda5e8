import { readFileSync } from 'node:fs'
import { hash } from '@node-rs/argon2'
import pg from 'pg'
import localServices from '../../kit/local_services/main.ts'
import { PASSWORD, PASSWORD_COST } from '../password.ts'
import { SEEDS, TABLES } from './seeds.ts'

/** The rows that the requests have read of a table since the last look. */
export interface Reads {
  scans: number
  rows: number
}

/**
 * A database with the same number of rows in each of the tables that grow with the use of the app, on the development
 * PostgreSQL, which is durable.
 */
export class ScaleDatabase {
  #client: pg.Client

  static async create(rows: number) {
    await localServices.acquire(['postgres'])
    const name = `easystart_scale_${rows}`
    await drop(name)
    await localServices.createDatabase(name)
    const database = new ScaleDatabase(rows, name)
    await database.#client.connect()
    return database
  }

  readonly rows: number
  readonly url: string
  #name: string

  private constructor(rows: number, name: string) {
    this.rows = rows
    this.#name = name
    this.url = localServices.databaseUrl(name)
    this.#client = new pg.Client({ connectionString: this.url })
  }

  /** Fills the tables side by side. */
  async fill() {
    const password = await hash(PASSWORD, PASSWORD_COST)
    await Promise.all(TABLES.map((table) => this.#fillTable(table, password)))
    await this.#query(`SELECT setval('users_id_seq', max(id)) FROM users`)
    await this.#query('CHECKPOINT')
  }

  /** Makes an account an administrator, and some of the others members, deactivated or not confirmed. */
  async addAdministrator(id: number) {
    await this.#query(`UPDATE users SET disabled_at = now() WHERE hashint4(id) % 5000 = 7`)
    await this.#query(`UPDATE users SET email_confirmed_at = NULL WHERE hashint4(id) % 900 = 8`)
    await this.#query(`UPDATE users SET second_factor_at = now() WHERE hashint4(id) % 20 = 9`)
    await this.#query(`INSERT INTO groups (name, permissions) VALUES ('Support', '{users.view}')`)
    await this.#query(
      `INSERT INTO group_members (group_id, user_id)
       SELECT groups.id, users.id FROM groups, users
       WHERE has_all_permissions AND users.id = ${id} OR NOT has_all_permissions AND hashint4(users.id) % 1000 = 10`
    )
    await this.#query('VACUUM ANALYZE users')
    await this.#query('CHECKPOINT')
  }

  /** MB of the tables with their indexes. */
  async sizes(): Promise<Record<string, number>> {
    const rows = await this.#query<{ name: string; size: string }>(
      `SELECT name, pg_total_relation_size(name::regclass) / 1e6 AS size FROM unnest('{${TABLES}}'::text[]) AS name`
    )
    return Object.fromEntries(rows.map(({ name, size }) => [name, Number(size)]))
  }

  /** Seconds of CPU that the connections of the app have used; Linux only. */
  async cpuTime() {
    const rows = await this.#query<{ pid: number }>(
      'SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()'
    )
    return new Map(rows.map(({ pid }) => [pid, preciseCpuTime(pid)]))
  }

  async isIdle() {
    const [{ open }] = await this.#query<{ open: boolean }>(
      'SELECT EXISTS (SELECT FROM job_runs WHERE finished_at IS NULL) AS open'
    )
    return !open
  }

  /** Scans of whole tables, and the rows that they read. PostgreSQL counts a statement up to a second later. */
  async wholeReads(): Promise<Record<string, Reads>> {
    await this.#query('SELECT pg_stat_clear_snapshot()')
    const rows = await this.#query<{ name: string; scans: string; rows: string }>(
      `SELECT relname AS name, seq_scan AS scans, seq_tup_read AS rows FROM pg_stat_user_tables
       WHERE schemaname = 'public' AND relname = ANY ('{${TABLES}}')`
    )
    return Object.fromEntries(
      rows.map(({ name, ...counts }) => [
        name,
        { scans: Number(counts.scans), rows: Number(counts.rows) },
      ])
    )
  }

  async drop() {
    await this.#client.end()
    await drop(this.#name)
  }

  /** Without indexes and foreign keys while it inserts, so that 10,000,000 rows take minutes instead of hours. */
  async #fillTable(table: (typeof TABLES)[number], password: string) {
    const client = new pg.Client({ connectionString: this.url })
    await client.connect()
    try {
      await client.query(
        `SET synchronous_commit = off; SET maintenance_work_mem = '512MB'; SET session_replication_role = replica`
      )
      const restore = await withoutIndexes(client, table)
      await client.query(SEEDS[table](this.rows, password))
      for (const statement of restore) await client.query(statement)
      await client.query(`VACUUM ANALYZE ${table}`)
    } finally {
      await client.end()
    }
  }

  async #query<Row>(text: string): Promise<Row[]> {
    const { rows } = await this.#client.query(text)
    return rows
  }
}

export async function releaseDatabases() {
  await localServices.release()
}

async function drop(name: string) {
  const client = new pg.Client({ connectionString: localServices.databaseUrl('postgres') })
  await client.connect()
  try {
    await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
  } finally {
    await client.end()
  }
}

/**
 * Drops the indexes of a table, and its constraints that no foreign key needs.
 * @returns the statements that make them again
 */
async function withoutIndexes(client: pg.Client, table: string) {
  const { rows: constraints } = await client.query<{ name: string; definition: string }>(
    `SELECT conname AS name, pg_get_constraintdef(oid) AS definition FROM pg_constraint AS one
     WHERE conrelid = '${table}'::regclass AND contype IN ('p', 'u')
       AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = one.conindid AND contype = 'f')`
  )
  for (const { name } of constraints) {
    await client.query(`ALTER TABLE ${table} DROP CONSTRAINT "${name}"`)
  }
  const { rows: indexes } = await client.query<{ name: string; definition: string }>(
    `SELECT indexrelid::regclass::text AS name, pg_get_indexdef(indexrelid) AS definition FROM pg_index
     WHERE indrelid = '${table}'::regclass
       AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid)`
  )
  for (const { name } of indexes) await client.query(`DROP INDEX ${name}`)
  return [
    ...constraints.map(
      ({ name, definition }) => `ALTER TABLE ${table} ADD CONSTRAINT "${name}" ${definition}`
    ),
    ...indexes.map(({ definition }) => definition),
  ]
}

/** The kernel counts the time of a thread in nanoseconds. */
function preciseCpuTime(pid: number) {
  try {
    return Number(readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ')[0]) / 1e9
  } catch {
    return 0
  }
}
