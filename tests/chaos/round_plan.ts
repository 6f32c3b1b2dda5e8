import type { Faults } from '#tests/chaos/nemesis'
import type { Verdict } from '#tests/chaos/ledger'

export interface RoundPlan {
  jobs: number
  kills: number
  seed: number
  /** Seconds. */
  databaseAway: number
  /** Seconds. */
  brokerAway: number
}

export interface RoundResult extends Verdict {
  broker: string
  faults: Faults
  /** Jobs of the run log that had not ended when nothing happened any more, before `queue:recover`. */
  unclosed: number
  /** And after it. */
  open: number
  failed: string[]
  lostRuns: object[]
  seconds: number
}
