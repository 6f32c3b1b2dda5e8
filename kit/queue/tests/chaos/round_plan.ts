import type { Verdict } from './ledger.ts'

/** What is done on one broker. */
export interface RoundPlan {
  jobs: number
  kills: number
  /** Seconds. */
  databaseAway: number
  /** Seconds. */
  brokerAway: number
  seed: number
}

/** How often what was done. */
export interface Faults {
  killed: number
  frozen: number
  stopped: number
  brokerKilled: number
  brokerFrozen: number
  databaseCut: number
  databaseFrozen: number
}

/** What came of it. */
export interface RoundResult extends Verdict {
  faults: Faults
  /** Jobs that `queue:recover` put back after the broker was emptied. */
  recovered: number
  /** Jobs of the run log that have not ended, though nothing happens any more. */
  open: number
  /** The messages of the jobs that have failed, with how many there are of each. */
  failed: string[]
  /** What the run log has of the lost ones. */
  lostRuns: object[]
  seconds: number
}
