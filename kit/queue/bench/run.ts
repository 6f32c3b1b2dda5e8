/**
 * `npm run bench:queue` compares workers of the production build with the bare clients of their brokers, on the same
 * servers in the same minutes. Machines differ, so keep the ratios.
 *
 *   --built            measure the existing build
 *   --quick            short rounds, without the long measures
 *   --broker=redis     measure one broker only
 *   --rival=graphile   compare PostgreSQL with graphile-worker; --rival=batches with its batches
 */
import { parseArgs } from 'node:util'
import { cores } from '../../../bench/cores.ts'
import { createDatabase, dropDatabase } from '../../../bench/database.ts'
import { printBudgets, type Budget } from '../../../bench/report.ts'
import { build, environment, migrate } from '../../../bench/servers.ts'
import { BROKERS, rivalOf, startBroker, type Broker, type BrokerName } from './brokers.ts'
import { startBare, startOurs, startWorker } from './contest.ts'
import { Database } from './database.ts'
import { measureMemory, measureRerun } from './long_measures.ts'
import { measureDispatch, measureLatency, measureWork } from './measures.ts'
import { FULL, QUICK } from './plan.ts'
import { budgetsOf, print, type Figures } from './report.ts'

const { values: options } = parseArgs({
  options: {
    built: { type: 'boolean', default: false },
    quick: { type: 'boolean', default: false },
    broker: { type: 'string', multiple: true, default: [...BROKERS] },
    rival: { type: 'string' },
  },
})
const plan = options.quick ? QUICK : FULL

if (!cores) console.log('No process is pinned to a core: there is no taskset, or only one core.')
if (!options.built) build()
const budgets: Budget[] = []
const names = options.rival ? ['postgres'] : options.broker
for (const name of names) budgets.push(...(await benchOn(nameOf(name))))
printBudgets(budgets)
process.exitCode = budgets.every(({ met }) => met) ? 0 : 1

function nameOf(text: string): BrokerName {
  const name = BROKERS.find((broker) => broker === text)
  if (!name) throw new Error(`--broker is one of ${BROKERS.join(', ')}`)
  return name
}

/** Each broker gets a database of its own. Otherwise a worker would run the jobs that another one left behind. */
async function benchOn(name: BrokerName): Promise<Budget[]> {
  const url = await createDatabase()
  const database = new Database(url)
  let broker: Broker | undefined
  try {
    migrate(environment(url))
    await database.prepare()
    broker = await startBroker(name, database)
    if (!broker) {
      console.log(`\n${name} is skipped: its server is not installed.`)
      return []
    }
    if (options.rival) Object.assign(broker, rivalOf(options.rival))
    const figures = await measure(broker, { ...environment(url), ...broker.env }, database)
    print(figures)
    return budgetsOf(figures)
  } finally {
    await broker?.stop()
    await database.end()
    await dropDatabase()
  }
}

async function measure(
  broker: Broker,
  environmentOfBroker: NodeJS.ProcessEnv,
  database: Database
): Promise<Figures> {
  console.log(`\n${broker.title} …`)
  const env = { ...environmentOfBroker, QUEUE_CONNECTION: broker.name }
  const contenders = {
    ours: await startOurs(env, broker, database),
    bare: await startBare(env, broker),
  }
  const { ours, bare } = contenders
  try {
    const dispatch = await measureDispatch(plan, contenders, database)
    const latency = await timeCommits()
    const work = await measureWork(plan, broker.name, contenders, database)
    if (!plan.long) return { broker, dispatch, latency, work }

    const memory = await measureMemory(env, ours, database)
    const rerun = await measureRerun(env, ours)
    return { broker, dispatch, latency, work, memory, rerun }
  } finally {
    await Promise.all([ours.dispatcher.stop(), bare.dispatcher.stop()])
  }

  async function timeCommits() {
    const worker = startWorker(env, 10)
    try {
      return await measureLatency(plan.commits, ours.dispatcher, worker)
    } finally {
      await worker.stop()
    }
  }
}
