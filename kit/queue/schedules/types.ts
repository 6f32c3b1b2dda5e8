/** What happens to ticks that nobody fired in time: one job for all of them, one for each, or none. */
export type MissedPolicy = 'once' | 'all' | 'skip'

export const MISSED_POLICIES: readonly string[] = ['once', 'all', 'skip'] satisfies MissedPolicy[]

/** What became of a tick. A tick that is `missed` or `skipped` has no job. */
export type TickStatus = 'ran' | 'late' | 'missed' | 'skipped'

/** When a schedule is due: an expression such as `0 3 * * *` or a text such as `every 30s`, and its zone. */
export interface Timing {
  cadence: string
  timezone: string
}

/** A schedule of start/schedules.ts, checked. */
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

/** Ticks that nobody fired in time. */
export interface MissedTicks {
  schedule: string
  /** Oldest first; at most 1001. */
  dueAt: Date[]
  policy: MissedPolicy
}
