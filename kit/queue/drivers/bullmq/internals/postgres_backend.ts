import {
  PostgresConnection,
  PostgresQueueBackend,
  type IQueueBackend,
  type WorkerOptions,
} from 'bullmq'
import type pg from 'pg'
import type { BullMQStore } from '#queue/drivers/bullmq/store'
import { PostgresTurns, type TurnRequest } from '#queue/drivers/bullmq/internals/postgres_turns'

/** After a lost NOTIFY a worker polls within this time. BullMQ itself would wait up to an hour. */
const LONGEST_BLOCK_SECONDS = 10

/** The statement of database/migrations/1700000000076_create_take_turn_function.ts. */
const TAKE_TURN = 'SELECT ended, (taken).* FROM take_turn($1, $2, $3, $4, $5, $6)'

type Completed = Parameters<IQueueBackend['moveToCompleted']>
type CompletedAnswer = ReturnType<IQueueBackend['moveToCompleted']>
type Next = Awaited<ReturnType<IQueueBackend['moveToActive']>>

/** Its connection for LISTEN has the name of the queue, by which BullMQ finds the workers. */
export const createBackend: BullMQStore['backend'] = (name, options) =>
  new WorkerBackend(name, options as never, name)

/** Only extends locks, so it opens no connection for LISTEN. */
export const createLockBackend: BullMQStore['backend'] = (name, options) =>
  new WorkerBackend(name, options as never)

/**
 * Completes and takes jobs of a worker with a few statements instead of one for each job. BullMQ still does whatever
 * `take_turn` leaves to it: it answers for a job that the worker has lost, and for a queue that is empty, paused or limited.
 */
class WorkerBackend extends PostgresQueueBackend {
  #pool: pg.Pool
  #turns = new PostgresTurns((requests) => this.#takeTurn(requests))
  #asked?: Promise<Next>

  constructor(name: string, options: WorkerOptions<never>, listenClientName?: string) {
    const connection = new PostgresConnection(options.connection)
    super(connection, name, options as never, true, listenClientName)
    this.#pool = options.connection as unknown as pg.Pool
    // BullMQ checks the schema once and keeps the answer for ever. If PostgreSQL were away at that moment, each query
    // would fail at once, and the worker would ask for jobs without a pause. The listening has checked the schema.
    Object.assign(connection, { waitUntilReady: async () => undefined })
  }

  override get maximumBlockTimeout() {
    return LONGEST_BLOCK_SECONDS
  }

  override async moveToActive(token: string): Promise<Next> {
    const { taken } = await this.#turns.request({ next: token })
    return this.#nextOf(taken, token)
  }

  override async moveToCompleted(...args: Completed): CompletedAnswer {
    const [{ id }, , isKept, token, fetchesNext] = args
    if (isKept !== undefined) return super.moveToCompleted(...args)

    const finishedOn = Date.now()
    const next = fetchesNext && !this.closing ? token : undefined
    const { isEnded, taken } = await this.#turns.request({ ended: { id: id!, token }, next })
    if (!isEnded) return super.moveToCompleted(...args)
    if (next === undefined) return { result: undefined, finishedOn }
    // The job has ended, so an error must not end it again. The worker soon asks for the next job anyway.
    const result = await this.#nextOf(taken, token).catch(() => undefined)
    return { result, finishedOn }
  }

  async #takeTurn(requests: TurnRequest[]) {
    const ended = requests.flatMap((one) => one.ended ?? [])
    const { rows } = await this.#pool.query(TAKE_TURN, [
      this.queueName,
      ended.map(({ id }) => id),
      ended.map(({ token }) => token),
      requests.flatMap(({ next }) => next ?? []),
      (this.opts as WorkerOptions<never>).lockDuration,
      Date.now(),
    ])
    return rows
  }

  /** Requests that got no job at the same time share one question to BullMQ. */
  async #nextOf(taken: pg.QueryResultRow | undefined, token: string): Promise<Next> {
    if (taken) return this['buildNextJobResult']([taken], null, 0)

    const isFirst = !this.#asked
    this.#asked ??= super.moveToActive(token).finally(() => (this.#asked = undefined))
    const next = await this.#asked
    return isFirst || !next[0] ? next : this.moveToActive(token)
  }
}
