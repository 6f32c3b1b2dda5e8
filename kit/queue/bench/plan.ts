import type { BrokerName } from './brokers.ts'

export const CONCURRENCIES = [1, 10, 50] as const

export interface Plan {
  rounds: number
  /** Of what a round would be in the full run. */
  share: number
  /** Commits whose way to the worker is timed. */
  commits: number
  /** What takes long: memory over 100,000 jobs, the job of a killed worker. */
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
