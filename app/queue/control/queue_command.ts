import { BaseCommand } from '@adonisjs/core/ace'
import { Exception } from '@adonisjs/core/exceptions'
import type { CommandOptions } from '@adonisjs/core/types/ace'
import type { DateTime } from 'luxon'
import type { JobControl } from '#queue/control/job_control'
import type { Changes, Selection } from '#queue/control/types'

const NO_SUCH_TABLE = '42P01'
const AWAY = /^(ECONN|ENOTFOUND|EHOSTUNREACH|ETIMEDOUT|57P0)/

/**
 * A command about the queue: what goes wrong is one line, and exit code 1.
 */
export abstract class QueueCommand extends BaseCommand {
  static options: CommandOptions = { startApp: true }

  async completed() {
    if (!this.error) return false
    this.exitCode = 1
    const message = await messageOf(this.error)
    if (message === undefined) return false

    this.logger.error(message)
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
   * Reads `<id|name|all>`.
   */
  protected async select(target: string): Promise<Selection> {
    const { isJobId } = await import('#queue/job_id')
    if (target === 'all') return 'all'
    return isJobId(target) ? { ids: [target] } : { name: target }
  }

  /**
   * @param verb what was done: 'put back'
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

/**
 * @returns undefined for what nobody expected
 */
async function messageOf(error: Error & { code?: string }) {
  if (error.code === NO_SUCH_TABLE) {
    const { E_QUEUE_NOT_MIGRATED } = await import('#queue/errors')
    return new E_QUEUE_NOT_MIGRATED().message
  }
  if (error instanceof Exception || error instanceof RangeError) return error.message
  if (AWAY.test(error.code ?? '')) return `PostgreSQL or the broker does not answer (${error.code})`
}
