/** How missed ticks are handled: one job for all of them, one job for each, or no job. */
export type MissedPolicy = 'once' | 'all' | 'skip'

export const MISSED_POLICIES: readonly string[] = ['once', 'all', 'skip'] satisfies MissedPolicy[]

/** The outcome of a tick. A tick that is `missed` or `skipped` has no job. */
export type TickStatus = 'ran' | 'late' | 'missed' | 'skipped'

/** When a schedule is due: a cron expression such as `0 3 * * *` or a text such as `every 30s`, and a time zone. */
export interface Timing {
  cadence: string
  timezone: string
}

/** A checked schedule of start/schedules.ts. */
export interface ScheduleDefinition extends Timing {
  name: string
  /** The job's name in the registry. */
  job: string
  /** JSON. */
  payload: string
  queue: string | null
  missed: MissedPolicy
  withoutOverlapping: boolean
}

/** Ticks that were not fired in time. */
export interface MissedTicks {
  schedule: string
  /** Oldest first; at most 1001. */
  dueAt: Date[]
  policy: MissedPolicy
}
