import type { MissedTicks } from '#queue/schedules/types'

declare module '@adonisjs/core/types' {
  interface EventsList {
    /** Ticks were not fired in time. The ledger has the outcome of each. */
    'schedule:missed': MissedTicks
    /** A scheduler could not do its work, and tries again. `schedule` is absent if it concerns all of them. */
    'schedule:failed': { error: Error; schedule?: string }
  }
}
