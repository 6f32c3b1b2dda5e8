import db from '@adonisjs/lucid/services/db'
import type { BaseSchema } from '@adonisjs/lucid/schema'
import type { QueryClientContract } from '@adonisjs/lucid/types/database'
import type { MigrationFile } from '#migrations/check/migration_files'
import { statementsIn, UnreadableQuery, type Statement } from '#migrations/check/statements'

type SchemaClass = typeof BaseSchema & { safety?: unknown }

/** The statements of a migration, and the rest that it says of itself. */
export interface DryRun {
  statements: Statement[]
  /** Queries that PostgreSQL's parser refuses. */
  unreadable: UnreadableQuery[]
  /** The number of `this.defer` calls. Their code does not run. */
  deferred: number
  /** `up` itself failed, such as because it wrote into the database. */
  error?: Error
  /** The static property `safety`, as it is written. */
  safety: unknown
}

/** A call of `this.schema`: knex' own builder. */
interface Builder {
  toQuery(): string
  toSQL(): unknown[]
}

/** Runs `up` of a migration without its queries. */
export async function dryRun(file: MigrationFile): Promise<DryRun> {
  const Schema = (await file.getSource()) as SchemaClass
  const run: DryRun = { statements: [], unreadable: [], deferred: 0, safety: Schema.safety }
  try {
    for (const call of await callsOf(Schema, file.name)) {
      if (typeof call === 'function') run.deferred += 1
      else collect(run, call, !Schema.disableTransactions)
    }
  } catch (error) {
    run.error = error as Error
  }
  return run
}

/** A migration that queries the database in `up` may read, but cannot write. */
async function callsOf(Schema: SchemaClass, name: string): Promise<(Builder | Function)[]> {
  const { client, end } = await readOnlyClient()
  try {
    const schema = new Schema(client, name, true)
    await schema.up()
    return schema['trackedCalls'] as unknown as (Builder | Function)[]
  } finally {
    await end()
  }
}

async function readOnlyClient(): Promise<{ client: QueryClientContract; end(): Promise<void> }> {
  const connection = db.connection()
  const trx = await connection.transaction().catch(() => undefined)
  // Without a database, the SQL can be written all the same.
  if (!trx) return { client: connection, end: async () => {} }
  await trx.rawQuery('SET TRANSACTION READ ONLY')
  return { client: trx, end: () => trx.rollback() }
}

function collect(run: DryRun, call: Builder, isTransactional: boolean) {
  if (typeof call.toQuery !== 'function') return
  const isOneQuery = call.toSQL().length === 1
  try {
    const parsed = statementsIn(call.toQuery())
    const isInTransaction = isTransactional || (isOneQuery && parsed.length > 1)
    for (const statement of parsed) {
      const transaction = isTransactional ? 0 : run.statements.length
      run.statements.push({ ...statement, transaction, isInTransaction })
    }
  } catch (error) {
    if (!(error instanceof UnreadableQuery)) throw error
    run.unreadable.push(error)
  }
}
