import type { EventsList } from '@adonisjs/core/types'
import { setTimeout as wait } from 'node:timers/promises'
import type { Outcome, TakenJob } from '#queue/drivers/driver'
import type { JobRecord } from '#queue/run_log/job_store'
import type { QueueManager } from '#queue/queue_manager'
import { describe, orderOf } from '#queue/worker/taken_job'

const FOLLOW_AGAIN_AFTER_MS = 1000

type Queue = Pick<QueueManager, 'config' | 'emitter' | 'log' | 'store'>

/**
 * Tells the run log and the listeners of events what becomes of the jobs that a worker takes.
 */
export class JobRecorder {
  /** RabbitMQ forgets a message with its ack, so the log has to know before. */
  #alwaysWaits: boolean

  constructor(
    private queue: Queue,
    private worker: string
  ) {
    this.#alwaysWaits = queue.config.connection === 'rabbitmq'
  }

  /**
   * Where the job holds a lock until it starts, it lets go of it here.
   */
  async started(taken: TakenJob) {
    const { attempt, crashes, message } = taken
    const unlock = message.lockedUntil === 'started' && attempt === 1
    const record = { status: 'running' as const, attempt, crashes, took: 0, unlock }
    if (unlock || taken.suspect) await this.#written(taken, record)
    else this.#write(taken, record)

    if (crashes > 0) this.#emit('queue:stalled', { ...describe(taken), crashes })
    this.#emit('queue:started', describe(taken))
  }

  /**
   * @returns what the broker is to be told: who gets the job next finds that it is done, and dispatches what follows
   *   it, where this worker had to let go of it before it could do so
   */
  async ended(taken: TakenJob, outcome: Outcome, duration: number): Promise<Outcome> {
    const record = this.#recordOf(taken, outcome, Math.round(duration))
    if (record) await this.#record(taken, record)
    const isFollowed = !isOver(outcome) || !taken.message.followed || (await this.#follow(taken))
    this.#tell(taken, outcome, duration)
    return isFollowed ? outcome : { status: 'handed back' }
  }

  async #record(taken: TakenJob, record: Omit<JobRecord, 'id'>) {
    if (record.status === 'failed') await this.#written(taken, record, true)
    else if (this.#mustWait(taken, record)) await this.#written(taken, record)
    else this.#write(taken, record)
  }

  #mustWait({ message }: TakenJob, { unlock }: Omit<JobRecord, 'id'>) {
    return this.#alwaysWaits || unlock || message.followed || this.queue.log.isBehind
  }

  #recordOf(taken: TakenJob, outcome: Outcome, took: number): Omit<JobRecord, 'id'> | undefined {
    const { attempt, message } = taken
    const end = { finished: true, took, unlock: message.lockedUntil === 'finished' }
    switch (outcome.status) {
      case 'completed':
        return { status: 'completed', attempt, ...end }
      case 'failed':
        return { status: 'failed', attempt, error: plain(outcome.error), ...end }
      case 'dropped':
        if (outcome.reason === 'done before') return undefined
        return {
          status: outcome.reason === 'cancelled' ? 'cancelled' : 'skipped',
          reason: outcome.reason,
          ...end,
          unlock: !!message.lockedUntil,
        }
      case 'retry':
        return {
          status: 'waiting',
          attempt,
          error: plain(outcome.error),
          delay: outcome.delay,
          took,
        }
      case 'postponed':
        return { status: 'waiting', reason: outcome.reason, delay: outcome.delay }
      case 'handed back':
        return { status: 'waiting', reason: 'handed back' }
    }
  }

  #write(taken: TakenJob, record: Omit<JobRecord, 'id'>) {
    this.queue.log.write({ id: taken.id, worker: this.worker, ...record }, () =>
      orderOf(taken, this.queue.config)
    )
  }

  #written(taken: TakenJob, record: Omit<JobRecord, 'id'>, durable = false) {
    return this.queue.log.written(
      { id: taken.id, worker: this.worker, ...record },
      () => orderOf(taken, this.queue.config),
      durable
    )
  }

  /**
   * Others wait for this job, so it is not given up while PostgreSQL is away.
   * @returns false when the worker has to let go of it, and PostgreSQL is still away
   */
  async #follow({ id, signal }: TakenJob) {
    for (;;) {
      try {
        await this.queue.store.follow([id])
        return true
      } catch {
        if (signal.aborted) return false
      }
      await wait(FOLLOW_AGAIN_AFTER_MS)
    }
  }

  #tell(taken: TakenJob, outcome: Outcome, duration: number) {
    const job = describe(taken)
    switch (outcome.status) {
      case 'completed':
        return this.#emit('queue:completed', { ...job, duration })
      case 'failed':
        return this.#emit('queue:failed', { ...job, duration, error: outcome.error })
      case 'retry':
        return this.#emit('queue:retrying', {
          ...job,
          duration,
          error: outcome.error,
          delay: outcome.delay,
        })
      case 'dropped':
        if (outcome.reason === 'cancelled') return this.#emit('queue:cancelled', job)
        return this.#emit('queue:skipped', { ...job, reason: outcome.reason })
    }
  }

  #emit<Event extends keyof EventsList>(event: Event, data: EventsList[Event]) {
    const { emitter } = this.queue
    if (emitter.hasListeners(event)) void emitter.emit(event, data)
  }
}

function isOver({ status }: Outcome) {
  return status === 'completed' || status === 'dropped'
}

function plain({ name, message, stack }: Error) {
  return { name, message, stack }
}
