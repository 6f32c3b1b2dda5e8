import { BaseSchema } from '@adonisjs/lucid/schema'
import { check } from '#migrations/check/check'
import type { MigrationFile } from '#migrations/check/migration_files'
import type { MigrationSafety } from '#migrations/main'

type Up = (schema: BaseSchema) => void | Promise<void>

interface Options {
  /** The migration has no transaction. */
  apart?: boolean
  safety?: MigrationSafety | object
}

/** A migration of these statements, or of this `up`. */
export function sample(up: string | string[] | Up, { apart = false, safety }: Options = {}) {
  class Sample extends BaseSchema {
    static disableTransactions = apart
    static safety = safety

    async up() {
      if (typeof up === 'function') await up(this)
      else for (const sql of [up].flat()) this.schema.raw(sql)
    }
  }
  sample.count += 1
  const name = `database/migrations/${sample.count}_sample`
  return { name, absPath: `${name}.ts`, getSource: async () => Sample } as MigrationFile
}
sample.count = 0

/** Migrations without a transaction, one for each statement. */
export const apart = (...sql: string[]) => sample(sql, { apart: true })

/** The tables that are there before. */
export const BOOKS = sample([
  'CREATE TABLE writers (id serial PRIMARY KEY, name text NOT NULL)',
  `CREATE TABLE books (
    id serial PRIMARY KEY, isbn varchar(13) UNIQUE, title varchar(100) NOT NULL, price numeric(8, 2),
    state text NOT NULL DEFAULT 'new', pages int, writer_id int, published timestamp,
    CONSTRAINT books_published CHECK (published IS NOT NULL)
  )`,
  'CREATE INDEX books_title_index ON books (title)',
  'CREATE VIEW titles AS SELECT title FROM books',
  'CREATE MATERIALIZED VIEW states AS SELECT DISTINCT state FROM books',
  'CREATE UNIQUE INDEX states_index ON states (state)',
  `CREATE TYPE mood AS ENUM ('good', 'bad')`,
  'CREATE TABLE events (id int, day date) PARTITION BY RANGE (day)',
  `CREATE TABLE events_old PARTITION OF events FOR VALUES FROM ('2020-01-01') TO ('2021-01-01')`,
  'CREATE TABLE events_new (id int, day date)',
])

export function checked(files: MigrationFile[], small: string[] = [], earlier = [BOOKS]) {
  return check({ earlier, checked: files }, { isSmall: async (table) => small.includes(table) })
}

/** The names of the rules that are not kept. */
export async function rulesOf(...files: MigrationFile[]) {
  const { findings } = await checked(files)
  return findings.map(({ rule }) => rule)
}
