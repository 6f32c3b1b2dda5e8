import type { Listener, Listening, Outcome, TakenJob } from '#queue/drivers/driver'
import { OUTBOX } from '#queue/define_config'
import type { QueueManager } from '#queue/queue_manager'
import type { Envelope } from '#queue/types'

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
    private queue: QueueManager,
    readonly troubled: (error: Error) => void
  ) {}

  async start() {
    const { config, store } = this.queue
    if (config.connection === 'sync') return

    const { PostgresDriver } = await import('#queue/drivers/postgres')
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

  async handle(taken: TakenJob): Promise<Outcome> {
    try {
      await this.queue.driver.publish([this.#envelopeOf(taken)])
      return { status: 'completed' }
    } catch (error) {
      this.troubled(error as Error)
      return { status: 'postponed', delay: TRY_AGAIN_AFTER_MS, reason: 'the broker is away' }
    }
  }

  ended() {}

  #envelopeOf(taken: TakenJob): Envelope {
    const envelope =
      taken.queue === OUTBOX ? (taken.message as unknown as Envelope) : this.#envelopeOfJob(taken)
    return taken.suspect ? { ...envelope, suspect: true } : envelope
  }

  #envelopeOfJob(taken: TakenJob): Envelope {
    const { id, name, queue, message, attempts, backoff, priority } = taken
    const attempt = taken.attempt - 1
    const envelope: Envelope = { id, name, queue, message, attempts, backoff, delay: 0, attempt }
    if (priority && this.queue.config.connection !== 'rabbitmq') envelope.priority = priority
    return envelope
  }
}
