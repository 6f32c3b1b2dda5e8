/**
 * BullMQ as in its documentation, on PostgreSQL or Redis, without run log, transaction or schedule. Like our queue, it
 * removes a job that has ended.
 */
import { createPostgresBackend, Queue, Worker, type QueueOptions } from 'bullmq'
import pg from 'pg'
import { answer } from './answers.ts'
import { bulkRateOf, Finish, numbers, rateOf, type Kind } from './contender.ts'
import { writeRow } from './rows.ts'

const QUEUE = 'bare'

const handlers = {
  noOp: async () => undefined,
  row: ({ number }: { number: number }) => writeRow(number),
}

const onPostgres = process.env.QUEUE_CONNECTION === 'postgres'
const queue = onPostgres
  ? new Queue(QUEUE, postgresOptions(), createPostgresBackend as never)
  : new Queue(QUEUE, redisOptions())

answer({
  async fill(kind: Kind, count: number) {
    for (const some of numbers(count)) await addBulk(kind, some)
  },
  oneByOne: (count: number) => rateOf(count, (number) => queue.add('noOp', { number })),
  bulk: (count: number) => bulkRateOf(count, (payloads) => addBulk('noOp', payloads)),
  clear: () => queue.drain(true),
  work,
})

async function addBulk(kind: Kind, payloads: { number: number }[]) {
  await queue.addBulk(payloads.map((data) => ({ name: kind, data })))
}

async function work(kind: Kind, concurrency: number, total: number) {
  const finish = new Finish(total)
  const options = { concurrency, removeOnComplete: { count: 0 }, removeOnFail: { count: 0 } }
  const handle = async ({ data }: { data: { number: number } }) => {
    await handlers[kind](data)
  }
  const worker = onPostgres
    ? new Worker(
        QUEUE,
        handle,
        { ...options, ...postgresOptions(concurrency) },
        createPostgresBackend as never
      )
    : new Worker(QUEUE, handle, { ...options, ...redisOptions() })
  worker.on('completed', () => finish.count())
  worker.on('error', (error) => console.error(error))
  return finish.rate
}

/** Uses as many connections as our own worker. */
function postgresOptions(concurrency = 1): QueueOptions {
  const connection = new pg.Pool({
    connectionString: process.env.DATABASE_URL,
    max: 3 + Math.min(concurrency, 10),
    options: '-c search_path=bullmq',
  })
  return { connection: connection as never }
}

function redisOptions(): QueueOptions {
  const { hostname, port } = new URL(process.env.REDIS_URL!)
  return { connection: { host: hostname, port: Number(port), maxRetriesPerRequest: null } }
}
