import type { EventsList } from '@adonisjs/core/types'
import { setTimeout as wait } from 'node:timers/promises'
import type { Outcome, TakenJob } from '#queue/drivers/driver'
import type { JobRecord } from '#queue/run_log/job_store'
import { announce, type JobEvent, type RunningJobOfEvent } from '#queue/events'
import type { QueueManager } from '#queue/queue_manager'
import { textsOf } from '#queue/thrown'
import { describe, orderOf } from '#queue/worker/taken_job'

const FOLLOW_AGAIN_AFTER_MS = 1000

type WhatHappened = Omit<JobRecord, 'id' | 'worker'>

type Queue = Pick<QueueManager, 'config' | 'emitter' | 'log' | 'store'>

/**
 * Reports to the run log, and to the listeners of events, how the jobs of a worker start and end.
 */
export class JobRecorder {
  /** RabbitMQ deletes a message when it is acknowledged, so the run log is written before. */
  #alwaysWaits: boolean

  constructor(
    private queue: Queue,
    private worker: string
  ) {
    this.#alwaysWaits = queue.config.connection === 'rabbitmq'
  }

  /**
   * Releases the lock of a job that is locked only until it starts.
   */
  started(taken: TakenJob): Promise<void> | void {
    const { attempt, crashes, message } = taken
    const unlock = message.lockedUntil === 'started' && attempt === 1
    const record = this.#record(taken, { status: 'running', attempt, crashes, took: 0, unlock })
    const order = orderOf(taken, this.queue.config)
    if (crashes > 0) this.#emit('queue:stalled', taken, { crashes })
    this.#emit('queue:started', taken, {})
    if (unlock || taken.suspect) return this.queue.log.written(record, order)
    this.queue.log.write(record, order)
  }

  /**
   * @returns the outcome for the broker. A job whose dependents could not be dispatched is released: the next worker
   *   finds that the job is done, and dispatches them.
   */
  async ended(taken: TakenJob, outcome: Outcome, duration: number): Promise<Outcome> {
    const what = whatHappened(taken, outcome, Math.round(duration))
    if (what) {
      const record = this.#record(taken, what)
      const order = orderOf(taken, this.queue.config)
      const isFinal = outcome.status === 'failed'
      if (isFinal || this.#mustWait(taken, what))
        await this.queue.log.written(record, order, isFinal)
      else this.queue.log.write(record, order)
    }
    const isFollowed = !isOver(outcome) || !taken.message.followed || (await this.#follow(taken))
    this.#tell(taken, outcome, duration)
    return isFollowed ? outcome : { status: 'handed back' }
  }

  #mustWait({ message }: TakenJob, { unlock }: WhatHappened) {
    return this.#alwaysWaits || unlock || message.followed || this.queue.log.isBehind
  }

  #record({ id }: TakenJob, what: WhatHappened): JobRecord {
    return { id, worker: this.worker, ...what }
  }

  /**
   * Retries while PostgreSQL is away, because other jobs depend on this one.
   * @returns false when the worker stops or loses the lease, and PostgreSQL is still away
   */
  async #follow({ id, stop }: TakenJob) {
    for (;;) {
      try {
        await this.queue.store.follow([id])
        return true
      } catch {
        if (stop.reason) return false
      }
      await wait(FOLLOW_AGAIN_AFTER_MS)
    }
  }

  #tell(taken: TakenJob, outcome: Outcome, duration: number) {
    switch (outcome.status) {
      case 'completed':
        return this.#emit('queue:completed', taken, { duration })
      case 'failed':
        return this.#emit('queue:failed', taken, { duration, error: outcome.error })
      case 'retry':
        return this.#emit('queue:retrying', taken, {
          duration,
          error: outcome.error,
          delay: outcome.delay,
        })
      case 'dropped':
        if (outcome.reason === 'cancelled') return this.#emit('queue:cancelled', taken, {})
        return this.#emit('queue:skipped', taken, { reason: outcome.reason })
    }
  }

  #emit<Event extends JobEvent>(
    event: Event,
    taken: TakenJob,
    more: Omit<EventsList[Event], keyof RunningJobOfEvent>
  ) {
    const { emitter } = this.queue
    if (!emitter.hasListeners(event)) return
    announce(emitter, event, { ...describe(taken), ...more } as EventsList[Event])
  }
}

function whatHappened(taken: TakenJob, outcome: Outcome, took: number): WhatHappened | undefined {
  const { attempt, message } = taken
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
        crashes: taken.crashes,
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
    case 'handed back':
      return { status: 'waiting', reason: 'handed back' }
  }
}

function isOver({ status }: Outcome) {
  return status === 'completed' || status === 'dropped'
}
