/**
 * `npm run test:chaos`: the long form of the chaos suite, see HELP in options.ts.
 */
import { BROKERS, HELP, commandOf, readOptions, type Broker, type ChaosOptions } from './options.ts'
import { isGreen, tableOf } from './report.ts'
import type { RoundResult } from './round_plan.ts'
import { RoundProcess } from './round_process.ts'
import { brokers as servers } from '../support/brokers/run_broker.ts'

const INTERRUPTED = 130

let round: RoundProcess | undefined
process.exitCode = await main()

async function main() {
  try {
    const options = readOptions(process.argv.slice(2))
    if (!options.help) return await runAll(options)
    console.log(HELP)
    return 0
  } catch (error) {
    console.error((error as Error).message)
    return 1
  }
}

/** @throws when the server of a requested broker is not installed */
function chosen(asked?: Broker[]) {
  const missing = (asked ?? BROKERS).filter((broker) => !isInstalled(broker))
  for (const broker of missing) {
    const sentence = `${serverOf(broker)!.title} is not tried: missing program ${serverOf(broker)!.Server.program}.`
    if (asked) throw new Error(sentence)
    console.log(sentence)
  }
  return (asked ?? BROKERS).filter((broker) => !missing.includes(broker))
}

function isInstalled(broker: Broker) {
  return serverOf(broker)?.Server.isInstalled() ?? true
}

function serverOf(broker: Broker) {
  return broker === 'postgres' ? undefined : servers[broker]
}

async function runAll(options: ChaosOptions) {
  const { plan } = options
  const brokers = chosen(options.brokers)
  console.log(`${plan.jobs} jobs and ${plan.kills} kills on each of ${brokers.join(', ')}.`)
  console.log(`The seed is ${plan.seed}. Again: ${commandOf(options)}`)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => round?.stop())

  const results = new Map<Broker, RoundResult | undefined>()
  for (const broker of brokers) {
    round = new RoundProcess(broker, plan)
    results.set(broker, await round.result())
    if (round.isStopped) return INTERRUPTED
  }
  return report(results)
}

function report(results: Map<Broker, RoundResult | undefined>) {
  for (const [broker, result] of results) {
    const table = result ? tableOf(broker, result) : [`${broker} has come to no result.`]
    console.log(['', ...table].join('\n'))
  }
  const isAllGreen = [...results.values()].every((result) => result && isGreen(result))
  console.log(isAllGreen ? '\nNothing lost, no phantom, no double effect.' : '\nFailed.')
  return isAllGreen ? 0 : 1
}
