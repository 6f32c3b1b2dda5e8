/**
 * `npm run test:chaos`: thousands of jobs on each broker, while workers, brokers and PostgreSQL are killed, frozen and
 * cut off. At the end no job that was committed may be lost, none that was rolled back may have run, and what a job
 * writes in `transaction()` must be there once.
 *
 *   --broker=redis         one broker only: postgres, redis or rabbitmq
 *   --jobs=3000 --kills=30
 *   --seed=7               the same dispatches and faults again, as far as processes repeat themselves
 *   --database-away=30 --broker-away=60   seconds, once each
 */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import type { RoundPlan, RoundResult } from '#tests/chaos/round_plan'

const BROKERS = ['postgres', 'redis', 'rabbitmq']
const ROUND = fileURLToPath(new URL('round.ts', import.meta.url))

const { values: options } = parseArgs({
  options: {
    'broker': { type: 'string', multiple: true, default: BROKERS },
    'jobs': { type: 'string', default: '3000' },
    'kills': { type: 'string', default: '30' },
    'seed': { type: 'string', default: String(Date.now() % 1_000_000) },
    'database-away': { type: 'string', default: '30' },
    'broker-away': { type: 'string', default: '60' },
  },
})
const plan: RoundPlan = {
  jobs: Number(options.jobs),
  kills: Number(options.kills),
  seed: Number(options.seed),
  databaseAway: Number(options['database-away']),
  brokerAway: Number(options['broker-away']),
}

console.log(`${plan.jobs} jobs and ${plan.kills} kills on each of ${options.broker.join(', ')}`)
console.log(`The seed is ${plan.seed}.`)
const results: Record<string, RoundResult> = {}
for (const broker of options.broker) {
  const result = await round(broker)
  if (result) results[broker] = result
  else process.exitCode = 1
}
report()

async function round(broker: string) {
  const child = fork(ROUND, [JSON.stringify(plan)], {
    execArgv: ['--import=@poppinss/ts-exec'],
    env: {
      ...process.env,
      NODE_ENV: 'test',
      TEST_LANE: `chaos_${broker}`,
      QUEUE_CONNECTION: broker,
      LOG_LEVEL: 'error',
      ...{ REDIS_URL: undefined, AMQP_URL: undefined },
    },
  })
  let result: RoundResult | undefined
  // The app itself says that it is ready.
  child.on('message', (message) => {
    if (typeof message === 'object') result = message as RoundResult
  })
  await once(child, 'exit')
  return result
}

function report() {
  const rows = Object.entries(results).map(([broker, result]) => [broker, columns(result)])
  console.table(Object.fromEntries(rows))
  for (const [broker, { failed, lostRuns, open, lost, phantom, doubled }] of Object.entries(
    results
  )) {
    for (const failure of failed) console.log(`${broker}: failed ${failure}`)
    for (const run of lostRuns) console.log(`${broker}: lost ${JSON.stringify(run)}`)
    if (open > 0) console.log(`${broker}: ${open} jobs of the run log have not ended`)
    if (lost + phantom + doubled + open > 0) process.exitCode = 1
  }
}

function columns({ broker: _, faults, lostRuns, failed, doubled, ...counts }: RoundResult) {
  return { ...counts, 'twice in transaction()': doubled, ...faults }
}
