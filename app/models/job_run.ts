import { scope } from '@adonisjs/lucid/orm'
import { JobRunSchema } from '#database/schema'
import type { RunStatus } from '#queue/control/types'
import type { Message } from '#queue/types'

/** A job as the run log has it, whatever its broker is. */
export default class JobRun extends JobRunSchema {
  declare status: RunStatus
  declare message: Message
  declare error: { name: string; message: string; stack?: string } | null

  /** Those that have not ended. */
  static open = scope((query) => query.whereNull('finished_at'))

  static failed = scope((query) => query.where('status', 'failed'))

  /** Those that a worker could take now. */
  static waiting = scope((query) => {
    query.where('status', 'waiting').whereRaw('available_at <= clock_timestamp()')
  })

  /** Those whose time is to come. */
  static delayed = scope((query) => {
    query.where('status', 'waiting').whereRaw('available_at > clock_timestamp()')
  })

  get isEncrypted() {
    return this.message.encrypted === true
  }

  /** null where it is encrypted: it is not for those who read the log. */
  get readablePayload() {
    return this.isEncrypted ? null : this.message.payload
  }

  /** The first line of its error. */
  get failure() {
    return this.error?.message.split('\n')[0] ?? null
  }
}
