import { E_INVALID_RETIMING } from '#queue/schedules/errors'
import { Recurrence } from '#queue/schedules/recurrence'
import type { Timing } from '#queue/schedules/types'
import { WallClock } from '#queue/schedules/wall_clock'

interface Flags {
  cron?: string
  every?: string
  timezone?: string
  reset?: boolean
}

interface Retiming extends Partial<Timing> {
  reset: boolean
}

/**
 * Checks and reads the flags of schedule:retime.
 * @throws E_INVALID_RETIMING
 */
export function readRetiming(name: string, { cron, every, timezone, reset }: Flags): Retiming {
  const refuse = (mistake: string): never => {
    throw new E_INVALID_RETIMING([name, mistake])
  }
  const isTimed = [cron, every, timezone].some((flag) => flag !== undefined)
  if (reset && isTimed) refuse('--reset goes alone')
  if (!reset && !isTimed) refuse('give --cron, --every, --timezone or --reset')
  if (timezone !== undefined && !WallClock.knows(timezone)) {
    refuse(`the time zone "${timezone}" is unknown, write one such as "Europe/Madrid"`)
  }
  return { reset: Boolean(reset), cadence: readCadence({ cron, every }, refuse), timezone }
}

function readCadence({ cron, every }: Flags, refuse: (mistake: string) => never) {
  const recurrence = new Recurrence()
  if (cron !== undefined) recurrence.setExpression(cron)
  if (every !== undefined) recurrence.setPeriod(every)
  if (recurrence.isEmpty) return undefined
  try {
    return recurrence.read()
  } catch (error) {
    return refuse(`the new timing ${(error as Error).message}`)
  }
}
