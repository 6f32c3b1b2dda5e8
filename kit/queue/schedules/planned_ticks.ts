import { lastTick, type Cadence } from '#queue/schedules/cadence'
import type { MissedPolicy, TickStatus } from '#queue/schedules/types'

/** A tick is late after this time, or as soon as the next tick is due. */
const GRACE_MS = 60_000
const MOST_TICKS = 1000

export interface PlannedTick {
  /** Milliseconds since 1970. */
  dueAt: number
  status: TickStatus
  reason: string | null
}

interface Due {
  /** Oldest first. Of more than a thousand ticks, it has only the thousand oldest and the newest. */
  ticks: number[]
  newest: number
  /** The tick that also stands for all later ticks before `newest`, when there are too many to list. */
  uncounted?: number
}

/**
 * Decides the outcome of each due tick.
 * @param from the first due tick
 */
export function planTicks(
  cadence: Cadence,
  policy: MissedPolicy,
  from: number,
  now: number
): PlannedTick[] {
  const due = dueTicks(cadence, from, now)
  return due.ticks.map((dueAt) => {
    if (dueAt === due.newest && now - dueAt <= GRACE_MS)
      return { dueAt, status: 'ran', reason: null }
    return { dueAt, ...missed(dueAt, due, policy) }
  })
}

function missed(
  dueAt: number,
  { newest, uncounted }: Due,
  policy: MissedPolicy
): Omit<PlannedTick, 'dueAt'> {
  if (dueAt === uncounted) {
    return {
      status: 'missed',
      reason: `it also stands for all later ticks before ${iso(newest)}: more than ${MOST_TICKS} were missed`,
    }
  }
  if (policy === 'all' || (policy === 'once' && dueAt === newest)) {
    return { status: 'late', reason: null }
  }
  const reason =
    policy === 'once' ? `the tick of ${iso(newest)} ran for it` : 'its policy is to skip'
  return { status: 'missed', reason: `it was not fired in time: ${reason}` }
}

function dueTicks(cadence: Cadence, from: number, now: number): Due {
  const ticks: number[] = []
  for (let tick = from; tick <= now; tick = cadence.next(tick)) {
    if (ticks.length === MOST_TICKS) return shorten(ticks, lastTick(cadence, tick, now))
    ticks.push(tick)
  }
  return { ticks, newest: ticks.at(-1)! }
}

function shorten(ticks: number[], newest: number): Due {
  return { ticks: [...ticks, newest], newest, uncounted: ticks.at(-1) }
}

function iso(instant: number) {
  return new Date(instant).toISOString()
}
