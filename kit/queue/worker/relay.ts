import type { Listener, Listening, Outcome, ReservedJob } from '#queue/drivers/driver'
import { OUTBOX } from '#queue/define_config'
import type { QueueContext } from '#queue/queue_context'
import type { StoredJob } from '#queue/types'
import { fromWire, type WireJob } from '#queue/wire_names'

const CONCURRENCY = 50
const TRY_AGAIN_AFTER_MS = 1000

/**
 * Publishes the jobs that PostgreSQL holds for the broker: the jobs in the outbox, and the jobs that were dispatched
 * while PostgreSQL was the broker. When PostgreSQL is the broker now, the outbox may still hold jobs for the former
 * broker.
 */
export class Relay implements Listener {
  #listening?: Listening

  constructor(
    private queue: QueueContext,
    readonly onError: (error: Error) => void
  ) {}

  async start() {
    const { config, store } = this.queue
    if (config.connection === 'sync') return

    const { PostgresDriver } = await import('#queue/drivers/postgres/driver')
    const queues = config.connection === 'postgres' ? [] : Object.keys(config.queues)
    queues.push(OUTBOX)
    this.#listening = await new PostgresDriver(config, store).listen(
      { queues, concurrency: CONCURRENCY },
      this
    )
  }

  async stop() {
    await this.#listening?.stop(0)
  }

  async handle(reserved: ReservedJob): Promise<Outcome> {
    try {
      await this.queue.driver.publish([this.#storedJobOf(reserved)])
      return { status: 'completed' }
    } catch (error) {
      this.onError(error as Error)
      return { status: 'postponed', delay: TRY_AGAIN_AFTER_MS, reason: 'the broker is unavailable' }
    }
  }

  ended() {}

  #storedJobOf(reserved: ReservedJob): StoredJob {
    const { queue, message, possibleDuplicate } = reserved
    const job =
      queue === OUTBOX ? fromWire(message as unknown as WireJob) : this.#ofPostgres(reserved)
    return possibleDuplicate ? { ...job, possibleDuplicate } : job
  }

  /** A job that was dispatched while PostgreSQL was the broker. */
  #ofPostgres(reserved: ReservedJob): StoredJob {
    const { id, name, queue, message, attempts, backoff, priority } = reserved
    const attempt = reserved.attempt - 1
    const job: StoredJob = { id, name, queue, message, attempts, backoff, delay: 0, attempt }
    if (priority && this.queue.config.connection !== 'rabbitmq') job.priority = priority
    return job
  }
}
