import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import type { Rule } from '#config/personal_data'
import type { StoredFile } from '#files/main'

const ROWS_AT_ONCE = 500

export type Row = Record<string, unknown>

/** A table of config/personal_data.ts, with the rows of one account. */
export class PersonalTable {
  constructor(
    readonly name: string,
    private rule: Rule,
    private values: Record<string, unknown>,
    private client: TransactionClientContract
  ) {}

  /** The columns that the export shows; none if it leaves out the table. */
  async columns() {
    const { hides = [] } = this.rule
    if (!Array.isArray(hides)) return []

    const { rows } = await this.client.rawQuery(
      `SELECT attname AS name FROM pg_attribute
       WHERE attrelid = CAST(? AS regclass) AND attnum > 0 AND NOT attisdropped ORDER BY attnum`,
      [this.name]
    )
    const names: string[] = rows.map(({ name }: { name: string }) => name)
    return names.filter((name) => !hides.includes(name))
  }

  /** Yields the rows in parts, so that a large table needs no more memory than a small one. */
  async *batches(columns: string[]): AsyncGenerator<Row[]> {
    const list = columns.map((column) => `"${column}"`).join(', ')
    await this.client.rawQuery(
      `DECLARE exported CURSOR FOR SELECT ${list} FROM ${this.name} WHERE ${this.rule.rows}`,
      this.values as never
    )
    for (;;) {
      const { rows } = await this.client.rawQuery(`FETCH ${ROWS_AT_ONCE} FROM exported`)
      if (rows.length > 0) yield rows
      if (rows.length < ROWS_AT_ONCE) break
    }
    await this.client.rawQuery('CLOSE exported')
  }

  /** The files of the rows, one after the other. */
  async *files(): AsyncGenerator<StoredFile> {
    const { files = [] } = this.rule
    if (files.length === 0) return
    for await (const rows of this.batches(files)) {
      for (const row of rows) yield* Object.values(row).filter(Boolean) as StoredFile[]
    }
  }

  async erase() {
    if (this.rule.keeps) return
    await this.client.rawQuery(
      `DELETE FROM ${this.name} WHERE ${this.rule.rows}`,
      this.values as never
    )
  }
}
