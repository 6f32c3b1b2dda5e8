import { setTimeout as wait } from 'node:timers/promises'
import { median } from '../../../bench/median.ts'
import type { BrokerName } from './brokers.ts'
import type { Child } from './child.ts'
import type { Kind } from './contender.ts'
import type { Contender, Throughput } from './contest.ts'
import type { Database } from './database.ts'
import { CONCURRENCIES, jobsOf, type Plan } from './plan.ts'

export const KINDS: Kind[] = ['noOp', 'row']
export const WAYS = { oneByOne: 'one by one', inTransaction: 'in a transaction', bulk: 'in bulk' }
export type Way = keyof typeof WAYS

const DISPATCHES: Record<Way, number> = { oneByOne: 1000, inTransaction: 500, bulk: 10_000 }

/** The results of both sides in the same round. */
export interface Pair<Value> {
  ours: Value
  bare: Value
}

export interface WorkResult extends Pair<Throughput> {
  kind: Kind
  concurrency: number
  /** The median of the rounds' ratios. */
  ratio: number
}

/**
 * Measures jobs per second. Each round measures every combination of kind and concurrency once.
 */
export async function measureWork(
  plan: Plan,
  broker: BrokerName,
  contenders: Pair<Contender>,
  database: Database
): Promise<WorkResult[]> {
  const cells = KINDS.flatMap((kind) =>
    CONCURRENCIES.map((concurrency) => ({ kind, concurrency, rounds: [] as Pair<Throughput>[] }))
  )
  for (let round = 1; round <= plan.rounds; round++) {
    console.log(`  Round ${round} of ${plan.rounds} …`)
    for (const { kind, concurrency, rounds } of cells) {
      const jobs = jobsOf(plan, broker, concurrency)
      const work = async ({ dispatcher, work: run }: Contender) => {
        await database.forget()
        await dispatcher.ask('fill', kind, jobs)
        await database.tidy()
        return run(kind, concurrency, jobs)
      }
      rounds.push(await alternating(round, contenders, work))
    }
  }
  return cells.map(({ kind, concurrency, rounds }) => ({ kind, concurrency, ...middle(rounds) }))
}

/**
 * Measures dispatches per second, each one after the other. No worker runs meanwhile.
 */
export async function measureDispatch(
  plan: Plan,
  contenders: Pair<Contender>,
  database: Database
): Promise<Record<Way, { ours: number; bare?: number }>> {
  const result = {} as Record<Way, { ours: number; bare?: number }>
  for (const way of Object.keys(WAYS) as Way[]) {
    const rate = async ({ dispatcher }: Contender) => {
      const found = await dispatcher.ask<number>(way, DISPATCHES[way] * Math.max(plan.share, 0.5))
      await dispatcher.ask('clear')
      await database.forget()
      return found
    }
    const rounds: { ours: number; bare?: number }[] = []
    for (let round = 1; round <= plan.rounds; round++) {
      const hasBare = way !== 'inTransaction'
      rounds.push({
        ours: await rate(contenders.ours),
        bare: hasBare ? await rate(contenders.bare) : undefined,
      })
    }
    result[way] = {
      ours: median(rounds.map(({ ours }) => ours)),
      bare: rounds[0].bare && median(rounds.map(({ bare }) => bare!)),
    }
  }
  return result
}

export interface Latency {
  /** Milliseconds. */
  p50: number
  p99: number
  /** The worker's memory in MB, before the measurement. */
  memory?: number
}

/**
 * Measures the time from the answer to a commit until the start of the job that was dispatched in its transaction. The
 * commits come one at a time, with pauses, and the worker has nothing else to do.
 */
export async function measureLatency(
  commits: number,
  dispatcher: Child,
  worker: Child
): Promise<Latency> {
  const starts = startsOf(worker)
  const time = async (number: number) => {
    const started = starts(number)
    const committed = await dispatcher.ask<number>('commit', number)
    return (await started) - committed
  }
  await time(-1)
  const { memory } = worker
  for (let warm = 2; warm <= 20; warm++) await time(-warm)

  const times: number[] = []
  for (let number = 0; number < commits; number++) {
    await wait(10 + Math.random() * 30)
    times.push(await time(number))
  }
  times.sort((one, other) => one - other)
  const percentile = (share: number) => times[Math.floor((times.length - 1) * share)]
  return { p50: percentile(0.5), p99: percentile(0.99), memory }
}

/** @returns a function that resolves with the time at which the worker starts the job with that number */
export function startsOf(worker: Child) {
  const waiting = new Map<number, (at: number) => void>()
  worker.on(({ started, at }) => waiting.get(started)?.(at))
  return (number: number) => new Promise<number>((resolve) => waiting.set(number, resolve))
}

async function alternating<Value>(
  round: number,
  { ours, bare }: Pair<Contender>,
  measure: (contender: Contender) => Promise<Value>
): Promise<Pair<Value>> {
  if (round % 2) return { bare: await measure(bare), ours: await measure(ours) }
  return { ours: await measure(ours), bare: await measure(bare) }
}

function middle(rounds: Pair<Throughput>[]) {
  const of = (side: keyof Pair<Throughput>): Throughput => ({
    rate: median(rounds.map((round) => round[side].rate)),
    memory: rounds.at(-1)![side].memory,
  })
  const ratio = median(rounds.map(({ ours, bare }) => ours.rate / bare.rate))
  return { ours: of('ours'), bare: of('bare'), ratio }
}
