import { setTimeout as wait } from 'node:timers/promises'
import db from '@adonisjs/lucid/services/db'
import { Job } from '#queue/job'
import type { JobContext } from '#queue/types'

interface Payload {
  key: string
  /** How long it works before. */
  ms?: number
  /** Fails at its first attempt. */
  fails?: boolean
  /** Leaves it in its transaction. */
  once?: boolean
}

/**
 * Leaves a row for the suite of faults, kit/queue/tests/chaos: the rows are counted at its end.
 */
export default class LeaveEffect extends Job {
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
