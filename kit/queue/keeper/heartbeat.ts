import type pg from 'pg'

const ANSWER_MS = 2000

/**
 * Writes the heartbeat of a worker whose event loop is blocked, so that the others don't take it for dead.
 */
export class Heartbeat {
  #client?: Promise<pg.Client>
  #driver = loadDriver()

  constructor(
    private worker: string,
    private connection: pg.ClientConfig
  ) {}

  /** @throws PostgreSQL's error when it is away */
  async beat() {
    this.#client ??= this.#connect()
    try {
      const client = await this.#client
      await client.query('UPDATE queue_workers SET beat_at = now() WHERE id = $1', [this.worker])
    } catch (error) {
      await this.rest()
      throw error
    }
  }

  async rest() {
    const open = this.#client
    this.#client = undefined
    const client = await open?.catch(() => undefined)
    await client?.end().catch(() => undefined)
  }

  async #connect() {
    const { Client } = await this.#driver
    const client = new Client({
      ...this.connection,
      connectionTimeoutMillis: ANSWER_MS,
      query_timeout: ANSWER_MS,
    })
    client.on('error', () => undefined)
    await client.connect()
    return client
  }
}

/** Loads `pg` while the thread has nothing else to do. */
async function loadDriver() {
  const { useClusters } = await import('#postgres/cluster_client')
  useClusters()
  const { default: driver } = await import('pg')
  return driver
}
