import db from '@adonisjs/lucid/services/db'

const UNDEFINED_TABLE = '42P01'

/** Counts the rows of a table up to a limit, so that a big table costs no more than a small one. */
export class TableSizes {
  #counts = new Map<string, Promise<boolean>>()

  constructor(readonly limit: number) {}

  isSmall(table: string) {
    const known = this.#counts.get(table) ?? this.#hasFewerRows(table)
    this.#counts.set(table, known)
    return known
  }

  /** A table that the database does not have counts as big. */
  async #hasFewerRows(table: string) {
    try {
      const { rows } = await db.rawQuery(
        'SELECT count(*)::int AS count FROM (SELECT FROM ?? LIMIT ?) AS counted',
        [table, this.limit]
      )
      return rows[0].count < this.limit
    } catch (error) {
      if ((error as { code?: string }).code === UNDEFINED_TABLE) return false
      throw error
    }
  }
}
