import { stripVTControlCharacters } from 'node:util'
import { scope } from '@adonisjs/lucid/orm'
import { JobRunSchema } from '#database/schema'
import type { RunStatus } from '#queue/control/types'
import type { Message } from '#queue/types'

/** Characters of an error message that a list of jobs shows. */
const LONGEST_FAILURE = 80
/** Characters of an error message that are searched for its first line. */
const LONGEST_MESSAGE = 2000

/** A job in the run log, independent of its broker. */
export default class JobRun extends JobRunSchema {
  declare status: RunStatus
  declare message: Message
  declare error: { name: string; message: string; stack?: string } | null

  /** Jobs that have not ended. */
  static open = scope((query) => query.whereNull('finished_at'))

  static failed = scope((query) => query.where('status', 'failed'))

  /** Jobs that a worker could take now. */
  static waiting = scope((query) => {
    query.where('status', 'waiting').whereRaw('available_at <= clock_timestamp()')
  })

  /** Jobs that become available later. */
  static delayed = scope((query) => {
    query.where('status', 'waiting').whereRaw('available_at > clock_timestamp()')
  })

  get isEncrypted() {
    return this.message.encrypted === true
  }

  /** null if the payload is encrypted, because readers of the run log must not see it. */
  get readablePayload() {
    return this.isEncrypted ? null : this.message.payload
  }

  /** The first line of the error, shortened for a table, without terminal control characters. */
  get failure() {
    if (!this.error) return null
    const text = stripVTControlCharacters(this.error.message.slice(0, LONGEST_MESSAGE)).trim()
    const [line] = text.split(/[\r\n\u2028\u2029]/)
    const letters = Array.from(line.replaceAll(/\p{Cc}+/gu, ' '))
    if (letters.length <= LONGEST_FAILURE) return letters.join('')
    return `${letters.slice(0, LONGEST_FAILURE - 1).join('')}…`
  }
}
