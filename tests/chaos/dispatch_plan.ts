import type { RoundPlan } from '#tests/chaos/round_plan'

const DISPATCHERS = 3
/** With the other faults in between, at the least. */
const SECONDS_A_KILL = 2

/** What one dispatcher does. */
export interface DispatchPlan {
  seed: number
  jobs: number
  /** Milliseconds from one dispatch to the next, about. */
  pace: number
}

/** Together they dispatch while all of it happens. */
export function dispatchPlansOf({ jobs, kills, seed, brokerAway }: RoundPlan) {
  const lasts = kills * SECONDS_A_KILL + brokerAway / 2
  return Array.from({ length: DISPATCHERS }, (_, index): DispatchPlan => ({
    seed: seed + index + 1,
    jobs: Math.ceil(jobs / DISPATCHERS),
    pace: Math.round((lasts * 1000) / (jobs / DISPATCHERS)),
  }))
}
