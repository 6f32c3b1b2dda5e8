import pg from 'pg'

/** A client that reads and writes a table all the time, one statement after the other. */
export class Traffic {
  #client: pg.Client
  #isOver = false
  #running?: Promise<void>
  /** In milliseconds, since the last `forget`. */
  slowest = { read: 0, write: 0 }

  constructor(url: string) {
    this.#client = new pg.Client({ connectionString: url })
  }

  async start() {
    await this.#client.connect()
    this.#running = this.#run()
  }

  forget() {
    this.slowest = { read: 0, write: 0 }
  }

  async stop() {
    this.#isOver = true
    await this.#running
    await this.#client.end()
  }

  async #run() {
    while (!this.#isOver) {
      await this.#time('write', INSERT)
      await this.#time('read', SELECT)
    }
  }

  async #time(kind: 'read' | 'write', statement: string) {
    const begin = performance.now()
    await this.#client.query(statement)
    this.slowest[kind] = Math.max(this.slowest[kind], performance.now() - begin)
  }
}

const ID = `(lpad(to_hex((extract(epoch FROM clock_timestamp()) * 1000)::bigint), 12, '0') || '7000'
  || right(gen_random_uuid()::text, 17))`

const INSERT = `
  INSERT INTO job_runs (id, name, queue, connection, status, message, attempts, backoff, dispatched_at, available_at, finished_at)
  VALUES (${ID}::uuid, 'traffic', 'low', 'postgres', 'completed', '{}', 1, 0, now(), now(), now())`

const SELECT = `SELECT id, status FROM job_runs ORDER BY id DESC LIMIT 20`
