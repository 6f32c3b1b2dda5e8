import type { EventsList } from '@adonisjs/core/types'
import { setTimeout as wait } from 'node:timers/promises'
import type { Outcome, ReservedJob } from '#queue/drivers/driver'
import type { JobRecord } from '#queue/run_log/job_store'
import { announce, type JobEvent, type RunningJobOfEvent } from '#queue/events'
import type { QueueContext } from '#queue/queue_context'
import { textsOf } from '#queue/thrown'
import { hasDependents } from '#queue/wire_names'
import { describe, pendingJobOf } from '#queue/worker/reserved_job'

const TRY_AGAIN_AFTER_MS = 1000

type WhatHappened = Omit<JobRecord, 'id' | 'worker'>

/**
 * Reports to the run log, and to the listeners of events, how the jobs of a worker start and end.
 */
export class JobRecorder {
  /** RabbitMQ deletes a message when it is acknowledged, so the run log is written before. */
  #alwaysWaits: boolean

  constructor(
    private queue: QueueContext,
    private worker: string
  ) {
    this.#alwaysWaits = queue.config.connection === 'rabbitmq'
  }

  /**
   * Releases the lock of a job that is locked only until it starts.
   */
  started(reserved: ReservedJob): Promise<void> | void {
    const { attempt, crashes, message } = reserved
    const unlock = message.lockedUntil === 'started' && attempt === 1
    const record = this.#record(reserved, { status: 'running', attempt, crashes, took: 0, unlock })
    const job = pendingJobOf(reserved, this.queue.config)
    if (crashes > 0) this.#emit('queue:stalled', reserved, { crashes })
    this.#emit('queue:started', reserved, {})
    if (unlock || reserved.possibleDuplicate) return this.queue.log.written(record, job)
    this.queue.log.write(record, job)
  }

  /**
   * @returns the outcome for the broker. A job whose dependents could not be dispatched is released: the next worker
   *   finds that the job is done, and dispatches them.
   */
  async ended(reserved: ReservedJob, outcome: Outcome, duration: number): Promise<Outcome> {
    const what = whatHappened(reserved, outcome, Math.round(duration))
    if (what) {
      const record = this.#record(reserved, what)
      const job = pendingJobOf(reserved, this.queue.config)
      const isFinal = outcome.status === 'failed'
      if (isFinal || this.#mustWait(reserved, what))
        await this.queue.log.written(record, job, isFinal)
      else this.queue.log.write(record, job)
    }
    const isSettled =
      !isOver(outcome) ||
      !hasDependents(reserved.message) ||
      (await this.#dispatchDependents(reserved))
    this.#tell(reserved, outcome, duration)
    return isSettled ? outcome : { status: 'released' }
  }

  #mustWait({ message }: ReservedJob, { unlock }: WhatHappened) {
    return this.#alwaysWaits || unlock || hasDependents(message) || this.queue.log.isBehind
  }

  #record({ id }: ReservedJob, what: WhatHappened): JobRecord {
    return { id, worker: this.worker, ...what }
  }

  /**
   * Retries while PostgreSQL is away, because other jobs depend on this one.
   * @returns false when the worker stops or loses the lease, and PostgreSQL is still away
   */
  async #dispatchDependents({ id, cancellation }: ReservedJob) {
    for (;;) {
      try {
        await this.queue.store.dispatchDependents([id])
        return true
      } catch {
        if (cancellation.reason) return false
      }
      await wait(TRY_AGAIN_AFTER_MS)
    }
  }

  #tell(reserved: ReservedJob, outcome: Outcome, duration: number) {
    const { origin } = reserved.message
    switch (outcome.status) {
      case 'completed':
        return this.#emit('queue:completed', reserved, { duration })
      case 'failed':
        return this.#emit('queue:failed', reserved, { duration, error: outcome.error, origin })
      case 'retry':
        return this.#emit('queue:retrying', reserved, {
          duration,
          error: outcome.error,
          origin,
          delay: outcome.delay,
        })
      case 'dropped':
        if (outcome.reason === 'cancelled') return this.#emit('queue:cancelled', reserved, {})
        return this.#emit('queue:skipped', reserved, { reason: outcome.reason })
    }
  }

  #emit<Event extends JobEvent>(
    event: Event,
    reserved: ReservedJob,
    more: Omit<EventsList[Event], keyof RunningJobOfEvent>
  ) {
    const { emitter } = this.queue
    if (!emitter.hasListeners(event)) return
    announce(emitter, event, { ...describe(reserved), ...more } as EventsList[Event])
  }
}

function whatHappened(
  reserved: ReservedJob,
  outcome: Outcome,
  took: number
): WhatHappened | undefined {
  const { attempt, message } = reserved
  const end = { took, unlock: message.lockedUntil === 'finished' }
  switch (outcome.status) {
    case 'completed':
      return { status: 'completed', attempt, ...end }
    case 'failed':
      return { status: 'failed', attempt, error: textsOf(outcome.error), ...end }
    case 'dropped':
      if (outcome.reason === 'done before') return undefined
      return {
        status: outcome.reason === 'cancelled' ? 'cancelled' : 'skipped',
        reason: outcome.reason,
        // This worker may never have started the job, and another worker may have died while it ran: see
        // record_job_runs.
        crashes: reserved.crashes,
        ...end,
        unlock: !!message.lockedUntil,
      }
    case 'retry':
      return {
        status: 'waiting',
        attempt,
        error: textsOf(outcome.error),
        delay: outcome.delay,
        took,
      }
    case 'postponed':
      return { status: 'waiting', reason: outcome.reason, delay: outcome.delay }
    case 'released':
      return { status: 'waiting', reason: 'released' }
  }
}

function isOver({ status }: Outcome) {
  return status === 'completed' || status === 'dropped'
}
