import type { Rule } from '#migrations/check/rules'
import type { MigrationFile } from '#migrations/check/migration_files'
import { apart, sample } from '#migrations/tests/support/sample'

export interface Case {
  rule: Rule
  red: MigrationFile[]
  /** The same without the danger, as the finding recommends it. */
  green: MigrationFile[]
}

const alter = (change: string) => sample(`ALTER TABLE books ${change}`)
const INDEX = 'CREATE UNIQUE INDEX CONCURRENTLY books_pages_unique ON books (pages)'
const REFERENCE = 'ADD CONSTRAINT books_writer FOREIGN KEY (writer_id) REFERENCES writers (id)'
const PRICE = 'ADD CONSTRAINT books_price CHECK (price > 0)'
const PAGES = 'ADD CONSTRAINT books_pages CHECK (pages IS NOT NULL)'

/** Columns. */
export const COLUMNS: Case[] = [
  {
    rule: 'addRequiredColumn',
    red: [alter('ADD COLUMN rank int NOT NULL')],
    green: [alter('ADD COLUMN rank int NOT NULL DEFAULT 0')],
  },
  {
    rule: 'rewriteTable',
    red: [
      alter('ADD COLUMN token uuid DEFAULT gen_random_uuid()'),
      alter('ADD COLUMN number serial'),
      alter('ADD COLUMN position int GENERATED ALWAYS AS IDENTITY'),
      alter('ADD COLUMN twice int GENERATED ALWAYS AS (pages * 2) STORED'),
      alter('ADD COLUMN at timestamptz NOT NULL DEFAULT clock_timestamp()'),
      alter('SET UNLOGGED'),
      apart('VACUUM FULL books'),
      apart('CLUSTER books USING books_title_index'),
    ],
    green: [
      alter('ADD COLUMN token uuid, ADD COLUMN created timestamptz NOT NULL DEFAULT now()'),
      alter('ALTER COLUMN token SET DEFAULT gen_random_uuid()'),
      apart('VACUUM books'),
    ],
  },
  {
    rule: 'setNotNull',
    red: [
      alter('ALTER COLUMN pages SET NOT NULL'),
      alter('ALTER COLUMN published SET NOT NULL, DROP CONSTRAINT books_published'),
      alter('ADD CONSTRAINT books_pages NOT NULL pages'),
      sample(
        ({ schema }) => void schema.alterTable('books', (table) => table.dropNullable('pages'))
      ),
    ],
    green: [
      alter(`${PAGES} NOT VALID`),
      alter('VALIDATE CONSTRAINT books_pages'),
      sample([
        'ALTER TABLE books ALTER COLUMN pages SET NOT NULL',
        'ALTER TABLE books DROP CONSTRAINT books_pages',
      ]),
    ],
  },
  {
    rule: 'dropDefault',
    red: [alter('ALTER COLUMN state DROP DEFAULT')],
    green: [
      alter('ALTER COLUMN title DROP DEFAULT'),
      sample([
        'ALTER TABLE books ALTER COLUMN state DROP DEFAULT',
        `ALTER TABLE books ALTER COLUMN state SET DEFAULT 'old'`,
      ]),
    ],
  },
  {
    rule: 'changeType',
    red: [
      alter('ALTER COLUMN pages TYPE bigint'),
      alter('ALTER COLUMN isbn TYPE varchar(10)'),
      alter('ALTER COLUMN price TYPE numeric(10, 3)'),
      alter('ALTER COLUMN state TYPE varchar(20)'),
      alter('ALTER COLUMN isbn TYPE text USING upper(isbn)'),
      alter('ALTER COLUMN published TYPE timestamptz'),
      alter('ALTER COLUMN pages TYPE text'),
    ],
    green: [
      alter('ALTER COLUMN isbn TYPE varchar(20)'),
      sample(({ schema }) => {
        schema.alterTable('books', (table) => table.string('isbn', 30).nullable().alter())
      }),
      alter('ALTER COLUMN isbn TYPE text'),
      alter('ALTER COLUMN price TYPE numeric(12, 2)'),
      alter('ALTER COLUMN price TYPE numeric'),
      sample('ALTER TABLE writers ALTER COLUMN name TYPE varchar'),
    ],
  },
  {
    rule: 'dropColumn',
    red: [
      alter('DROP COLUMN price'),
      sample(({ schema }) => void schema.alterTable('books', (table) => table.dropColumn('price'))),
    ],
    green: [sample('ALTER TABLE books DROP COLUMN price', { safety: { dropColumn: 'Unread' } })],
  },
]

/** Constraints and indexes. */
export const CONSTRAINTS: Case[] = [
  {
    rule: 'addIndex',
    red: [
      sample('CREATE INDEX books_pages_index ON books (pages)'),
      sample(({ schema }) => void schema.alterTable('books', (table) => table.index(['pages']))),
    ],
    green: [
      apart(
        'DROP INDEX CONCURRENTLY IF EXISTS books_pages_index',
        'CREATE INDEX CONCURRENTLY books_pages_index ON books (pages)'
      ),
    ],
  },
  {
    rule: 'dropIndex',
    red: [sample('DROP INDEX books_title_index')],
    green: [apart('DROP INDEX CONCURRENTLY IF EXISTS books_title_index')],
  },
  {
    rule: 'reindex',
    red: [sample('REINDEX TABLE books'), sample('REINDEX INDEX books_title_index')],
    green: [apart('REINDEX TABLE CONCURRENTLY books')],
  },
  {
    rule: 'addUnique',
    red: [
      alter('ADD CONSTRAINT books_pages_unique UNIQUE (pages)'),
      alter('ADD COLUMN code text UNIQUE'),
      sample(({ schema }) => void schema.alterTable('books', (table) => table.unique(['pages']))),
    ],
    green: [
      apart(INDEX),
      alter('ADD CONSTRAINT books_pages_unique UNIQUE USING INDEX books_pages_unique'),
    ],
  },
  {
    rule: 'addPrimaryKey',
    red: [sample('ALTER TABLE events_new ADD PRIMARY KEY (id)')],
    green: [
      apart('CREATE UNIQUE INDEX CONCURRENTLY events_new_pkey ON events_new (id)'),
      sample(
        'ALTER TABLE events_new ADD CONSTRAINT events_new_pkey PRIMARY KEY USING INDEX events_new_pkey'
      ),
    ],
  },
  {
    rule: 'addForeignKey',
    red: [
      alter(REFERENCE),
      alter('ADD COLUMN editor int DEFAULT 1 REFERENCES writers'),
      sample(
        ({ schema }) =>
          void schema.alterTable('books', (table) =>
            table.foreign('writer_id').references('writers.id')
          )
      ),
    ],
    green: [
      alter(`${REFERENCE} NOT VALID`),
      alter('VALIDATE CONSTRAINT books_writer'),
      alter('ADD COLUMN editor int REFERENCES writers'),
    ],
  },
  {
    rule: 'addCheck',
    red: [
      alter(PRICE),
      sample(
        ({ schema }) => void schema.alterTable('books', (table) => table.enum('kind', ['a', 'b']))
      ),
    ],
    green: [alter(`${PRICE} NOT VALID`), alter('VALIDATE CONSTRAINT books_price')],
  },
  {
    rule: 'addExclusion',
    red: [alter('ADD EXCLUDE USING btree (pages WITH =)')],
    green: [],
  },
  {
    rule: 'validate',
    red: [
      sample([
        `ALTER TABLE books ${PRICE} NOT VALID`,
        'ALTER TABLE books VALIDATE CONSTRAINT books_price',
      ]),
    ],
    green: [alter(`${PRICE} NOT VALID`), alter('VALIDATE CONSTRAINT books_price')],
  },
]

/** Objects, rows and transactions. */
export const OTHERS: Case[] = [
  {
    rule: 'rename',
    red: [
      alter('RENAME COLUMN pages TO sheets'),
      alter('RENAME TO volumes'),
      sample(
        ({ schema }) => void schema.alterTable('books', (table) => table.renameColumn('a', 'b'))
      ),
      sample(({ schema }) => void schema.renameTable('books', 'volumes')),
      sample('ALTER VIEW titles RENAME TO names'),
      sample(`ALTER TYPE mood RENAME VALUE 'good' TO 'fine'`),
      sample('ALTER TABLE books SET SCHEMA archive'),
    ],
    green: [
      sample('ALTER INDEX books_title_index RENAME TO books_title'),
      sample(`ALTER TYPE mood ADD VALUE 'fine'`),
    ],
  },
  {
    rule: 'dropTable',
    red: [
      sample('DROP TABLE books CASCADE'),
      sample('DROP VIEW titles'),
      sample(({ schema }) => void schema.dropTableIfExists('books')),
    ],
    green: [sample('DROP VIEW titles', { safety: { dropTable: 'No release reads it' } })],
  },
  { rule: 'truncate', red: [sample('TRUNCATE books')], green: [] },
  { rule: 'lockTable', red: [sample('LOCK TABLE books IN SHARE MODE')], green: [] },
  {
    rule: 'backfill',
    red: [
      sample('UPDATE books SET pages = 0'),
      sample('UPDATE books SET pages = 0 WHERE pages IS NULL'),
      sample(`DELETE FROM books WHERE state = 'old'`),
      sample('WITH gone AS (DELETE FROM books RETURNING id) SELECT * FROM gone'),
      sample('UPDATE books SET pages = 1 WHERE id = ANY (SELECT id FROM books)'),
    ],
    green: [
      sample('UPDATE books SET pages = 0 WHERE id = 7'),
      sample(`DELETE FROM books WHERE isbn IN ('1', '2') AND pages > 3`),
      sample(`INSERT INTO writers (name) VALUES ('Ada')`),
    ],
  },
  {
    rule: 'refreshView',
    red: [sample('REFRESH MATERIALIZED VIEW states')],
    green: [sample('REFRESH MATERIALIZED VIEW CONCURRENTLY states')],
  },
  {
    rule: 'attachPartition',
    red: [
      sample(
        `ALTER TABLE events ATTACH PARTITION events_new FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')`
      ),
    ],
    green: [],
  },
  {
    rule: 'detachPartition',
    red: [sample('ALTER TABLE events DETACH PARTITION events_old')],
    green: [apart('ALTER TABLE events DETACH PARTITION events_old CONCURRENTLY')],
  },
  {
    rule: 'insideTransaction',
    red: [
      sample('CREATE INDEX CONCURRENTLY books_pages_index ON books (pages)'),
      sample('DROP INDEX CONCURRENTLY books_title_index'),
      sample('REINDEX TABLE CONCURRENTLY books'),
      sample('VACUUM books'),
      apart(
        'CREATE INDEX CONCURRENTLY a ON books (pages); CREATE INDEX CONCURRENTLY b ON books (price)'
      ),
    ],
    green: [apart('CREATE INDEX CONCURRENTLY books_pages_index ON books (pages)')],
  },
  {
    rule: 'noLockTimeout',
    red: [apart('ALTER TABLE books ADD COLUMN rank int')],
    green: [apart(`SET lock_timeout = '2s'`, 'ALTER TABLE books ADD COLUMN rank int')],
  },
  {
    rule: 'code',
    red: [
      sample('DO $$ BEGIN DELETE FROM books; END $$'),
      sample((schema) => schema.defer(async () => {})),
    ],
    green: [],
  },
  { rule: 'syntax', red: [sample('ALTER TABEL books ADD COLUMN rank int')], green: [] },
]
