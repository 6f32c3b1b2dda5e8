import type pg from 'pg'
import {
  assertSchemaCompatibility,
  createPostgresBackend,
  DelayedError,
  SchemaMigrationRequiredError,
  UnrecoverableError,
  WaitingError,
  Worker,
  type Job,
  type PostgresConnectionOptions,
  type Processor,
  type WorkerOptions,
} from 'bullmq'
import type { Listener, Listening, ListenOptions, Outcome, TakenJob } from '#queue/drivers/driver'
import { SCHEMA } from '#queue/drivers/postgres'
import { createWorkerPool } from '#queue/drivers/postgres_pool'
import { milliseconds } from '#queue/duration'
import { E_QUEUE_NOT_MIGRATED } from '#queue/errors'
import type { Message, QueueConfig } from '#queue/types'

/** After a lost NOTIFY a worker looks by itself; BullMQ would look within the hour. */
const LONGEST_BLOCK_SECONDS = 10
const QUERY_CONNECTIONS = 10
const LARGEST_INTEGER = 2 ** 31 - 1

type Work = Message
type Options = WorkerOptions<PostgresConnectionOptions>

/**
 * The BullMQ workers of one process, one a queue.
 */
export class PostgresListening implements Listening {
  #workers: ReturnType<typeof createWorker>[]

  /**
   * @throws E_QUEUE_NOT_MIGRATED, and what PostgreSQL says when it is away
   */
  static async start(
    connection: pg.PoolConfig,
    config: QueueConfig,
    { queues, concurrency }: ListenOptions,
    listener: Listener
  ) {
    const pool = createWorkerPool(connection, {
      schema: SCHEMA,
      max: queues.length + Math.min(concurrency, QUERY_CONNECTIONS),
      troubled: (error) => listener.troubled(error),
    })
    await checkSchema(pool)
    return new PostgresListening(pool, queues, workerOptions(pool, config, concurrency), listener)
  }

  private constructor(
    private pool: pg.Pool,
    queues: string[],
    options: Options,
    private listener: Listener
  ) {
    this.#workers = queues.map((queue) => this.#work(queue, options))
  }

  async pause(queue: string) {
    await this.#workers.find((worker) => worker.name === queue)?.pause(true)
  }

  async resume(queue: string) {
    this.#workers.find((worker) => worker.name === queue)?.resume()
  }

  async stop(grace: number) {
    const late = setTimeout(() => {
      this.#workers.forEach((worker) => worker.cancelAllJobs('The worker stops'))
    }, grace)
    await Promise.all(this.#workers.map((worker) => worker.close()))
    clearTimeout(late)
    await this.pool.end()
  }

  #work(queue: string, options: Options) {
    const worker = createWorker(queue, options, (job, token, signal) =>
      this.#run(job, token!, signal!)
    )
    worker.on('error', (error) => this.listener.troubled(error))
    worker.on('lockRenewalFailed', (ids) => {
      ids.forEach((id) => worker.cancelJob(id, 'The lease is lost'))
    })
    return worker
  }

  async #run(job: Job<Work>, token: string, signal: AbortSignal) {
    const started = performance.now()
    const running = taken(job, signal)
    const outcome = await this.listener.handle(running)
    await giveBack(job, token, outcome)
    this.listener.ended(running, outcome, performance.now() - started)
    report(outcome)
  }
}

async function checkSchema(pool: pg.Pool) {
  try {
    await assertSchemaCompatibility(pool as never, SCHEMA)
  } catch (error) {
    await pool.end()
    if (error instanceof SchemaMigrationRequiredError) throw new E_QUEUE_NOT_MIGRATED()
    throw error
  }
}

/**
 * A dead worker's lock ends, then the second look for stalled jobs finds them: together within the lease.
 */
function workerOptions(pool: pg.Pool, config: QueueConfig, concurrency: number): Options {
  const lease = milliseconds(config.lease)
  return {
    connection: pool,
    concurrency,
    lockDuration: Math.round((lease * 2) / 3),
    stalledInterval: Math.round(lease / 7),
    // We count crashes ourselves, so that a job which is dead is rescued like any other.
    maxStalledCount: LARGEST_INTEGER,
    runRetryDelay: 1000,
    removeOnComplete: { count: 0 },
    removeOnFail: { count: 0 },
    settings: {
      backoffStrategy: (_attempt, _type, error) => (error instanceof Retry ? error.delay : 0),
    },
  }
}

function createWorker(queue: string, options: Options, processor: Processor<Work, void>) {
  // BullMQ hands over a signal to a function with three parameters.
  return new Worker(queue, (job, token, signal) => processor(job, token, signal), options, backend)
}

const backend: typeof createPostgresBackend = (...options) =>
  Object.defineProperty(createPostgresBackend(...options), 'maximumBlockTimeout', {
    value: LONGEST_BLOCK_SECONDS,
  })

function taken(job: Job<Work>, signal: AbortSignal): TakenJob {
  return {
    id: job.id!,
    name: job.name,
    queue: job.queueName,
    message: job.data,
    suspect: job.stalledCounter > 0,
    attempt: job.attemptsMade + 1,
    attempts: job.opts.attempts ?? 1,
    backoff: typeof job.opts.backoff === 'object' ? (job.opts.backoff.delay ?? 0) : 0,
    crashes: job.stalledCounter,
    signal,
  }
}

async function giveBack(job: Job<Work>, token: string, outcome: Outcome) {
  if (outcome.status === 'postponed') {
    if (outcome.unknownSince) {
      await job.updateData({ ...job.data, unknownSince: outcome.unknownSince })
    }
    await job.moveToDelayed(Date.now() + outcome.delay, token)
  } else if (outcome.status === 'handed back') {
    await job.moveToWait(token)
  }
}

/**
 * To BullMQ a job is completed unless its processor throws.
 */
function report(outcome: Outcome) {
  switch (outcome.status) {
    case 'completed':
    case 'dropped':
      return
    case 'retry':
      throw new Retry(outcome.error, outcome.delay)
    case 'failed':
      throw likeness(new UnrecoverableError(outcome.error.message), outcome.error)
    case 'postponed':
      throw new DelayedError()
    case 'handed back':
      throw new WaitingError()
  }
}

class Retry extends Error {
  constructor(
    error: Error,
    readonly delay: number
  ) {
    super(error.message)
    likeness(this, error)
  }
}

function likeness<Copy extends Error>(copy: Copy, { stack }: Error) {
  copy.stack = stack
  return copy
}
