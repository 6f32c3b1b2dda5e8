import { parseArgs } from 'node:util'
import type { RoundPlan } from './round_plan.ts'

export const BROKERS = ['postgres', 'redis', 'rabbitmq'] as const
export type Broker = (typeof BROKERS)[number]

export interface ChaosOptions {
  /** The requested brokers; undefined means every installed broker. */
  brokers?: Broker[]
  plan: RoundPlan
  help: boolean
}

interface NumberOption {
  flag: string
  from: number
  to: number
  default?: number
}

const NUMBERS: Record<keyof RoundPlan, NumberOption> = {
  jobs: { flag: 'jobs', from: 1, to: 1_000_000, default: 3000 },
  kills: { flag: 'kills', from: 0, to: 10_000, default: 30 },
  databaseAway: { flag: 'database-away', from: 0, to: 600, default: 30 },
  brokerAway: { flag: 'broker-away', from: 0, to: 600, default: 60 },
  seed: { flag: 'seed', from: 0, to: 2 ** 31 - 1 },
}

export const HELP = `npm run test:chaos -- [options]

Dispatches thousands of jobs on each broker while workers, broker and PostgreSQL are killed, frozen and disconnected,
and counts the results. Exits with 1 if a job is lost, if a rolled-back job ran, or if a write in transaction() exists
twice. Takes about five minutes per broker.

  --broker=redis        only this broker: ${BROKERS.join(', ')}; repeat the flag for several
  --jobs=3000           number of jobs on each broker
  --kills=30            number of workers killed with -9 on each broker
  --database-away=30    seconds of the one long outage of PostgreSQL
  --broker-away=60      seconds of the one long outage of the broker
  --seed=7              repeats the jobs and faults of a run, except for differences in timing
  --help                prints this text`

/**
 * @param args the command-line arguments after the program's name
 * @throws Error with a message for the user
 */
export function readOptions(args: string[]): ChaosOptions {
  const text = { type: 'string' } as const
  const numbers = Object.values(NUMBERS).map(({ flag }) => [flag, text] as const)
  const { values } = parseArgs({
    args,
    options: {
      ...Object.fromEntries(numbers),
      broker: { ...text, multiple: true },
      help: { type: 'boolean' },
    },
  })
  const typed = values as Record<string, string | undefined>
  const plan = Object.entries(NUMBERS).map(([key, option]) => [
    key,
    numberOf(option, typed[option.flag]),
  ])
  return {
    brokers: values.broker && [...new Set(values.broker.map(brokerOf))],
    plan: Object.fromEntries(plan),
    help: values.help ?? false,
  }
}

/** The command that repeats this run. */
export function commandOf({ brokers = [], plan }: Omit<ChaosOptions, 'help'>) {
  const numbers = Object.entries(NUMBERS)
    .map(([key, option]) => ({ ...option, value: plan[key as keyof RoundPlan] }))
    .filter((option) => option.value !== option.default)
    .map(({ flag, value }) => `--${flag}=${value}`)
  return ['npm run test:chaos --', ...brokers.map((name) => `--broker=${name}`), ...numbers].join(
    ' '
  )
}

function numberOf({ flag, from, to, default: usual }: NumberOption, text?: string) {
  if (text === undefined) return usual ?? Date.now() % 1_000_000
  const number = Number(text)
  if (/^\d+$/.test(text) && number >= from && number <= to) return number
  throw new Error(`--${flag} takes a whole number from ${from} to ${to}, not "${text}".`)
}

function brokerOf(text: string): Broker {
  const broker = BROKERS.find((name) => name === text)
  if (!broker) throw new Error(`--broker takes ${BROKERS.join(', ')}, not "${text}".`)
  return broker
}
