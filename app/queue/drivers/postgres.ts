import { createPostgresBackend, Queue, type JobsOptions } from 'bullmq'
import pg from 'pg'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import type { Listener, Listening, ListenOptions, QueueDriver } from '#queue/drivers/driver'
import { PostgresListening, startWorker, type Run } from '#queue/drivers/postgres_listening'
import { TransactionPool } from '#queue/drivers/transaction_pool'
import { milliseconds } from '#queue/envelope'
import type { Envelope, QueueConfig } from '#queue/types'

/** BullMQ's tables live beside the app's, in a schema of their own. */
export const SCHEMA = 'bullmq'

const CONNECT_TIMEOUT_MS = 2000

/**
 * BullMQ on the app's own PostgreSQL.
 */
export class PostgresDriver implements QueueDriver {
  #queues = new Map<string, ReturnType<typeof openQueue>>()
  #pools: pg.Pool[] = []
  #transactionPool?: TransactionPool

  constructor(
    private config: QueueConfig,
    private connection: pg.PoolConfig
  ) {}

  async dispatch(envelope: Envelope, trx?: TransactionClientContract) {
    const queue = await this.#queue(envelope.queue)
    const add = () => queue.add(envelope.name, envelope.payload, this.#optionsOf(envelope))
    const job = trx ? await this.#pool.within(trx, add) : await add()
    return job.id!
  }

  async listen({ queues, concurrency }: ListenOptions, listener: Listener): Promise<Listening> {
    const pool = this.#newPool(queues.length + concurrency)
    pool.on('error', (error) => listener.troubled(error))

    const lease = milliseconds(this.config.lease)
    const start = (queue: string, run: Run) =>
      startWorker(queue, run, {
        connection: pool,
        concurrency,
        // A dead worker's lock ends, then the next look for stalled jobs finds them: both within the lease.
        lockDuration: Math.round(lease * 0.6),
        stalledInterval: Math.round(lease * 0.3),
        maxStalledCount: this.config.crashes - 1,
      })
    return new PostgresListening(queues, listener, start)
  }

  async close() {
    const queues = await Promise.allSettled(this.#queues.values())
    for (const queue of queues) {
      if (queue.status === 'fulfilled') await queue.value.close()
    }
    await Promise.all(this.#pools.map((pool) => pool.end()))
    this.#queues.clear()
    this.#pools = []
    this.#transactionPool = undefined
  }

  get #pool() {
    this.#transactionPool ??= new TransactionPool(this.#newPool(4), SCHEMA)
    return this.#transactionPool
  }

  /**
   * A queue that could not be reached is forgotten, so that the next dispatch tries anew.
   */
  #queue(name: string) {
    const known = this.#queues.get(name)
    if (known) return known

    const opened = openQueue(name, this.#pool)
    this.#queues.set(name, opened)
    opened.catch(() => this.#queues.delete(name))
    return opened
  }

  #newPool(max: number) {
    const pool = new pg.Pool({
      ...this.connection,
      max,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      options: `-c search_path=${SCHEMA}`,
    })
    pool.on('error', () => {})
    this.#pools.push(pool)
    return pool
  }

  #optionsOf({ attempts, backoff, delay, priority }: Envelope): JobsOptions {
    const { completed, failed } = this.config.retention
    return {
      attempts,
      delay,
      priority,
      backoff: { type: 'exponential', delay: backoff, jitter: 0.5 },
      removeOnComplete: { age: milliseconds(completed) / 1000 },
      removeOnFail: { age: milliseconds(failed) / 1000 },
    }
  }
}

async function openQueue(name: string, pool: TransactionPool) {
  const queue = new Queue(name, { connection: pool as never }, createPostgresBackend)
  queue.on('error', () => {})
  await queue.waitUntilReady()
  return queue
}
