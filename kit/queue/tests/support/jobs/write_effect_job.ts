import { setTimeout as wait } from 'node:timers/promises'
import db from '@adonisjs/lucid/services/db'
import { Job } from '#queue/job'
import type { JobContext } from '#queue/types'

interface Payload {
  key: string
  /** Milliseconds of work before the effect. */
  ms?: number
  /** Whether the first attempt fails. */
  fails?: boolean
  /** Whether the effect is written in `transaction()`. */
  once?: boolean
}

/**
 * Leaves a row for the chaos suite in kit/queue/tests/chaos, which counts the rows at its end.
 */
export default class WriteEffectJob extends Job {
  static attempts = 5
  static backoff = 300

  async handle(
    { key, ms = 0, fails, once }: Payload,
    { attempt, signal, transaction }: JobContext
  ) {
    await wait(ms, undefined, { signal })
    if (fails && attempt === 1) throw new Error('Fails the first time')
    const row = { key, pid: process.pid }
    if (once) await transaction((trx) => trx.table('chaos_effects').insert(row))
    else await db.table('chaos_effects').insert(row)
  }
}
