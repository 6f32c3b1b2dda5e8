import type { MissedTicks } from '#queue/schedules/types'

declare module '@adonisjs/core/types' {
  interface EventsList {
    /** Ticks were not fired in time. What became of them is in the ledger. */
    'schedule:missed': MissedTicks
  }
}
