import { stripVTControlCharacters } from 'node:util'
import { scope } from '@adonisjs/lucid/orm'
import { JobRunSchema } from '#database/schema'
import type { RunStatus } from '#queue/control/types'
import type { Message } from '#queue/types'

/** Characters of an error in a list of jobs. */
const LONGEST_FAILURE = 80
/** Characters that are looked at for it. */
const LONGEST_MESSAGE = 2000

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

  /** The first line of its error, as short as a table needs it, and without what a terminal would obey. */
  get failure() {
    if (!this.error) return null
    const text = stripVTControlCharacters(this.error.message.slice(0, LONGEST_MESSAGE)).trim()
    const [line] = text.split(/[\r\n\u2028\u2029]/)
    const letters = Array.from(line.replaceAll(/\p{Cc}+/gu, ' '))
    if (letters.length <= LONGEST_FAILURE) return letters.join('')
    return `${letters.slice(0, LONGEST_FAILURE - 1).join('')}…`
  }
}
