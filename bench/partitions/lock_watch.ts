import pg from 'pg'

/** Locks that keep others waiting, or that VALIDATE and CREATE INDEX CONCURRENTLY take; reads and writes take other ones. */
const MODES = [
  'AccessExclusiveLock',
  'ShareRowExclusiveLock',
  'ShareLock',
  'ShareUpdateExclusiveLock',
]

/**
 * Asks PostgreSQL again and again which locks others hold on a table, and notes for how long. It looks about once a
 * millisecond, so shorter locks may be missed.
 */
export class LockWatch {
  #client: pg.Client
  #isOver = false
  #watching?: Promise<void>
  /** The longest time of each mode in milliseconds. */
  readonly longest: Record<string, number> = {}

  constructor(url: string) {
    this.#client = new pg.Client({ connectionString: url })
  }

  async start(table: string) {
    await this.#client.connect()
    const { rows } = await this.#client.query('SELECT $1::regclass::oid AS id', [table])
    this.#watching = this.#watch(rows[0].id)
  }

  async stop() {
    this.#isOver = true
    await this.#watching
    await this.#client.end()
  }

  async #watch(table: number) {
    const since = new Map<string, number>()
    while (!this.#isOver) {
      const held = await this.#heldOn(table)
      const now = performance.now()
      for (const mode of held) {
        const begin = since.get(mode) ?? now
        since.set(mode, begin)
        this.longest[mode] = Math.max(this.longest[mode] ?? 0, now - begin)
      }
      for (const mode of since.keys()) if (!held.includes(mode)) since.delete(mode)
    }
  }

  async #heldOn(table: number) {
    const { rows } = await this.#client.query<{ mode: string }>(
      `SELECT DISTINCT mode FROM pg_locks JOIN pg_stat_activity USING (pid)
        WHERE relation = $1 AND granted AND mode = ANY($2) AND backend_type = 'client backend'`,
      [table, MODES]
    )
    return rows.map(({ mode }) => mode)
  }
}
