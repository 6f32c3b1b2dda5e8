import type { BrokerName } from './brokers.ts'

export const CONCURRENCIES = [1, 10, 50] as const

export interface Plan {
  rounds: number
  /** The size of a round, as a share of a round of the full run. */
  share: number
  /** How many commits are timed until their job starts. */
  commits: number
  /** Whether to take the long measures: memory over 100,000 jobs, and the job of a killed worker. */
  long: boolean
}

export const FULL: Plan = { rounds: 5, share: 1, commits: 300, long: true }
export const QUICK: Plan = { rounds: 1, share: 0.4, commits: 100, long: false }

/** Some seconds of work on a machine of two cores, by concurrency. */
const JOBS: Record<BrokerName, Record<number, number>> = {
  postgres: { 1: 1500, 10: 6000, 50: 6000 },
  redis: { 1: 15_000, 10: 100_000, 50: 100_000 },
  rabbitmq: { 1: 4000, 10: 15_000, 50: 25_000 },
}

export function jobsOf({ share }: Plan, broker: BrokerName, concurrency: number) {
  return Math.round(JOBS[broker][concurrency] * share)
}
