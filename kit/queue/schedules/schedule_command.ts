import { BaseCommand } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'
import type { DateTime } from 'luxon'
import { tellError, tellUnexpected } from '#console/command_error'
import { messageOf } from '#queue/explain'
import { describeCadence } from '#queue/schedules/describe_timing'
import type { ScheduleControl } from '#queue/schedules/schedule_control'
import type { Timing } from '#queue/schedules/types'

/**
 * Base class of the schedule commands: prints an expected error in one line, and exits with code 1.
 */
export abstract class ScheduleCommand extends BaseCommand {
  static options: CommandOptions = { startApp: true }

  async completed() {
    if (!this.error) return false
    this.exitCode = 1
    const message = messageOf(this.error)
    if (message === undefined) return tellUnexpected(this)

    this.complain(message)
    return true
  }

  protected complain(message: string) {
    tellError(this, message)
  }

  protected async control(): Promise<ScheduleControl> {
    const { ScheduleControl: Control } = await import('#queue/schedules/schedule_control')
    return this.app.container.make(Control)
  }

  protected describeNext(name: string, timing: Timing, next: DateTime | null) {
    const when = next ? `next at ${localTime(next, timing)}` : 'it is disabled'
    return `${name}: ${describeTiming(timing)}, ${when}`
  }
}

export function describeTiming(timing: Timing) {
  const words = describeCadence(timing)
  return timing.cadence.startsWith('every ') ? words : `${words} (${timing.timezone})`
}

export function localTime(time: DateTime, { timezone }: Timing) {
  return time.setZone(timezone).toFormat('yyyy-MM-dd HH:mm:ss')
}
