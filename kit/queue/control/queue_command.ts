import { BaseCommand } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'
import type { DateTime } from 'luxon'
import { tellError, tellUnexpected } from '#console/command_error'
import { messageOf } from '#queue/explain'
import type { JobControl } from '#queue/control/job_control'
import type { Changes, Selection } from '#queue/control/types'

/**
 * Base class of the queue commands: prints an expected error in one line, and exits with code 1.
 */
export abstract class QueueCommand extends BaseCommand {
  static options: CommandOptions = { startApp: true }

  async completed() {
    if (!this.error) return false
    this.exitCode = 1
    const message = messageOf(this.error)
    if (message === undefined) return tellUnexpected(this)

    tellError(this, message)
    return true
  }

  protected async control(): Promise<JobControl> {
    const [{ JobControl: Control }, { QueueManager }] = await Promise.all([
      import('#queue/control/job_control'),
      import('#queue/queue_manager'),
    ])
    return new Control(await this.app.container.make(QueueManager))
  }

  /**
   * Reads the argument `<id|name|all>`.
   */
  protected async select(target: string): Promise<Selection> {
    const { isJobId } = await import('#queue/job_id')
    if (target === 'all') return 'all'
    return isJobId(target) ? { ids: [target] } : { name: target }
  }

  /**
   * @param verb a past participle, such as 'put back'
   */
  protected tellChanges(verb: string, { done, refused }: Changes) {
    const [first] = done
    if (done.length === 1) this.logger.success(`${first.name} ${first.id} ${verb}`)
    if (done.length > 1) this.logger.success(`${done.length} jobs ${verb}`)
    if (done.length + refused.length === 0) this.logger.info('No job has failed')
    for (const { id, reason } of refused) this.logger.error(`${id}: ${reason}`)
    if (refused.length > 0) this.exitCode = 1
  }

  protected writeJson(value: unknown) {
    this.logger.log(JSON.stringify(value, null, 2))
  }
}

export function utcTime(time: DateTime | null) {
  return time ? time.toUTC().toFormat('yyyy-MM-dd HH:mm:ss') : '-'
}
