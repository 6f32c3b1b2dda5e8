import type { Verdict } from './ledger.ts'

/** The plan of a round on one broker. */
export interface RoundPlan {
  jobs: number
  kills: number
  /** Seconds. */
  databaseAway: number
  /** Seconds. */
  brokerAway: number
  seed: number
}

/** The number of faults of each kind. */
export interface Faults {
  killed: number
  frozen: number
  stopped: number
  brokerKilled: number
  brokerFrozen: number
  databaseCut: number
  databaseFrozen: number
}

/** The result of a round. */
export interface RoundResult extends Verdict {
  faults: Faults
  /** Jobs that `queue:recover` put back after the broker was emptied. */
  recovered: number
  /** Jobs that are still open in the run log when nothing changes any more. */
  open: number
  /** The error messages of failed jobs, with the count of each. */
  failed: string[]
  /** The rows of the lost jobs in the run log. */
  lostRuns: object[]
  seconds: number
}
