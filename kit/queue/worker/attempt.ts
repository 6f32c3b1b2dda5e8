import { inspect } from 'node:util'
import type { Logger } from '@adonisjs/core/logger'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import type { ReservedJob } from '#queue/drivers/driver'
import { announce } from '#queue/events'
import { describe, logFields, pendingJobOf } from '#queue/worker/reserved_job'
import { toStorable } from '#queue/run_log/storable'
import type { CancellationSource } from '#queue/cancellation'
import type { QueueContext } from '#queue/queue_context'
import type { JobContext } from '#queue/types'

/** The job was completed before, so it must not run again. */
export class DoneBefore extends Error {}

/**
 * The context that a job's `handle` gets for one attempt.
 */
export class Attempt implements JobContext {
  readonly id: string
  readonly attempt: number
  /** Whether the job's transaction has been committed. If so, the job is completed, even if it fails afterwards. */
  isCommitted = false
  #logger?: Logger

  constructor(
    private reserved: ReservedJob,
    private queue: QueueContext,
    private parentLogger: Logger,
    private cancellation: CancellationSource
  ) {
    this.id = reserved.id
    this.attempt = reserved.attempt
    // A job may destructure these methods from its context.
    this.progress = this.progress.bind(this)
    this.transaction = this.transaction.bind(this)
  }

  get signal() {
    return this.cancellation.signal
  }

  get logger() {
    this.#logger ??= this.parentLogger.child(logFields(this.reserved))
    return this.#logger
  }

  progress(fraction: number, note?: string) {
    if (!(typeof fraction === 'number' && fraction >= 0 && fraction <= 1)) {
      throw new RangeError(`progress takes a number from 0 to 1, not ${inspect(fraction)}`)
    }
    this.queue.log.write({ id: this.id, progress: fraction, note: note && toStorable(note) })
    announce(this.queue.emitter, 'queue:progressed', {
      ...describe(this.reserved),
      progress: fraction,
      note,
    })
  }

  async transaction<Result>(write: (trx: TransactionClientContract) => Promise<Result>) {
    if (this.isCommitted) throw new Error('A job has only one transaction. Write everything in it')
    const { id, attempt } = this.reserved
    await this.queue.log.written(
      { id, status: 'running', attempt, took: 0 },
      pendingJobOf(this.reserved, this.queue.config)
    )
    const result = await this.queue.store.connection.transaction(async (trx) => {
      await this.#lockRun(trx)
      const written = await write(trx)
      await this.#complete(trx)
      return written
    })
    this.isCommitted = true
    return result
  }

  async #lockRun(trx: TransactionClientContract) {
    const run = await trx.from('job_runs').where('id', this.id).forUpdate().first()
    if (run?.finished_at) throw new DoneBefore()
    if (this.cancellation.reason) throw this.cancellation.reason
  }

  async #complete(trx: TransactionClientContract) {
    await trx
      .from('job_runs')
      .where('id', this.id)
      .update({ status: 'completed', finished_at: trx.rawQuery('clock_timestamp()') })
    if (this.reserved.message.lockedUntil) {
      await trx.from('job_locks').where('job_id', this.id).delete()
    }
  }
}
