/**
 * graphile-worker as in its documentation, with one place for each job that runs at a time. BATCHES=1 fetches and
 * completes jobs in batches, as its page on performance recommends.
 * @see https://worker.graphile.org/docs/performance
 */
import { makeWorkerUtils, run, type Runner, type TaskList } from 'graphile-worker'
import pg from 'pg'
import { answer } from './answers.ts'
import { bulkRateOf, Finish, numbers, rateOf, type Kind } from './contender.ts'
import { writeRow } from './rows.ts'

const pgPool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 13 })
const utils = await makeWorkerUtils({ pgPool })
await utils.migrate()

answer({
  async fill(kind: Kind, count: number) {
    for (const some of numbers(count)) await addBulk(kind, some)
  },
  oneByOne: (count: number) => rateOf(count, (number) => utils.addJob('noOp', { number })),
  bulk: (count: number) => bulkRateOf(count, (payloads) => addBulk('noOp', payloads)),
  clear: () => pgPool.query('delete from graphile_worker._private_jobs'),
  work,
})

async function addBulk(kind: Kind, payloads: { number: number }[]) {
  await utils.addJobs(payloads.map((payload) => ({ identifier: kind, payload })))
}

async function work(_kind: Kind, concurrency: number, total: number) {
  const finish = new Finish(total)
  const taskList: TaskList = {
    noOp: async () => undefined,
    row: async (payload) => writeRow((payload as { number: number }).number),
  }
  const runner: Runner = await run({
    preset: { worker: { concurrentJobs: concurrency, ...batches(concurrency) } },
    pgPool,
    taskList,
    noHandleSignals: true,
  })
  runner.events.on('job:success', () => finish.count())
  return finish.rate
}

function batches(concurrency: number) {
  return process.env.BATCHES
    ? { localQueue: { size: concurrency + 1 }, completeJobBatchDelay: 0 }
    : {}
}
