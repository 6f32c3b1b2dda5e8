import type { MissedTicks } from '#queue/schedules/types'

declare module '@adonisjs/core/types' {
  interface EventsList {
    /** Ticks were not fired in time. The ledger has the outcome of each. */
    'schedule:missed': MissedTicks
  }
}
