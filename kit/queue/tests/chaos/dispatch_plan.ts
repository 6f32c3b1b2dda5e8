import type { RoundPlan } from '#queue/tests/chaos/round_plan'

const DISPATCHERS = 3

/** The plan of one dispatcher. */
export interface DispatchPlan {
  seed: number
  jobs: number
}

export function dispatchPlansOf({ jobs, seed }: RoundPlan) {
  return Array.from({ length: DISPATCHERS }, (_, index): DispatchPlan => ({
    seed: seed + index + 1,
    jobs: Math.ceil(jobs / DISPATCHERS),
  }))
}
