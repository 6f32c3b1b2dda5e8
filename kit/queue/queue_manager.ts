import type { Emitter } from '@adonisjs/core/events'
import type { EventsList } from '@adonisjs/core/types'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { E_INVALID_DISPATCH, E_INVALID_DISPATCH_MANY, E_QUEUE_UNAVAILABLE } from '#queue/errors'
import { DispatchLine, NoAnswer, within } from '#queue/dispatch_line'
import { linksOf, ordersOf, withoutTrx } from '#queue/dispatch_call'
import { seal, throughPostgres } from '#queue/envelope'
import { announce } from '#queue/events'
import { FakeQueue } from '#queue/fake_queue'
import { isJobOrder, jobClassOf } from '#queue/registry/job_class'
import { createJobId } from '#queue/job_id'
import { sealPayload } from '#queue/payload'
import { follow } from '#queue/run_log/follow'
import { afterCommit } from '#queue/transactions'
import type { InlineWorker } from '#queue/worker/inline_worker'
import type { QueueDriver } from '#queue/drivers/driver'
import type { JobRegistry } from '#queue/registry/job_registry'
import type { JobStore } from '#queue/run_log/job_store'
import type { RunLog } from '#queue/run_log/run_log'
import type {
  DispatchManyOptions,
  DispatchOptions,
  JobClass,
  JobOrder,
  JobReference,
  Order,
  PayloadOf,
  QueueConfig,
} from '#queue/types'

const DISPATCH_TIMEOUT_MS = 2000

const NO_TRANSACTION = 'trx is no transaction. Give what db.transaction() hands to its callback'

interface Dispatch {
  orders: Order[]
  trx?: TransactionClientContract
  batch?: { id: string; then: Order }
}

/**
 * Dispatches jobs to the broker that is set in config/queue.ts.
 */
export class QueueManager {
  #fake?: FakeQueue
  #line?: DispatchLine

  constructor(
    readonly config: QueueConfig,
    readonly registry: JobRegistry,
    readonly driver: QueueDriver,
    readonly store: JobStore,
    readonly log: RunLog,
    readonly emitter: Emitter<EventsList>,
    private createInlineWorker: (queue: QueueManager) => Promise<InlineWorker>
  ) {}

  /**
   * Dispatches a job. With `trx` the dispatch is part of that transaction.
   * @returns the job's id, or the id of the job that holds its `unique` lock
   * @throws E_UNKNOWN_QUEUE, E_UNREGISTERED_JOB, E_INVALID_PAYLOAD, E_INVALID_DISPATCH, E_QUEUE_UNAVAILABLE
   */
  async dispatch<Class extends JobClass>(
    job: JobReference<Class>,
    payload: PayloadOf<Class>,
    options: DispatchOptions = {}
  ): Promise<string> {
    const order = await this.#seal({ job, payload, options: withoutTrx(options) })
    const [id] = await this.#dispatch({ orders: [order], trx: options.trx })
    return id
  }

  /**
   * Dispatches many jobs of one class, `dispatchMany(Resize, payloads)`, or of several classes,
   * `dispatchMany([Resize.with(image), Index.with(document)])`. With `trx`, and on the connection `postgres`, it
   * dispatches all of them or none. Otherwise Redis or RabbitMQ may have received some of them when it throws.
   * @returns their ids, in order. An empty batch has no ids, and its `then` job is dispatched at once
   * @throws E_INVALID_DISPATCH_MANY, and the same errors as dispatch
   */
  dispatchMany(orders: JobOrder[], options?: DispatchManyOptions): Promise<string[]>
  dispatchMany<Class extends JobClass>(
    job: JobReference<Class>,
    payloads: PayloadOf<Class>[],
    options?: DispatchManyOptions
  ): Promise<string[]>
  async dispatchMany(...call: unknown[]) {
    const [jobs, { trx, batch, ...options }] = ordersOf(call)
    const orders: Order[] = []
    for (const one of jobs) {
      orders.push(await this.#seal({ ...one, options: { ...options, ...one.options } }))
    }
    if (!batch) return orders.length > 0 ? this.#dispatch({ orders, trx }) : []
    if (!isJobOrder(batch.then)) throw new E_INVALID_DISPATCH_MANY()

    const then = await this.#seal(batch.then)
    if (orders.length === 0) {
      await this.#dispatch({ orders: [then], trx })
      return []
    }
    const id = createJobId()
    const members = orders.map((order) => member(order, id))
    return this.#dispatch({ orders: members, trx, batch: { id, then: throughPostgres(then) } })
  }

  /**
   * For tests: records jobs instead of dispatching them, until the fake is disposed (`using fake = queue.fake()`).
   */
  fake() {
    const around = this.#fake
    this.#fake = new FakeQueue(() => (this.#fake = around))
    return this.#fake
  }

  /**
   * For tests: runs every available job in this process, and also the jobs that these jobs dispatch. A failed attempt
   * is retried without backoff. Delayed jobs stay in the queue.
   * @returns the number of completed jobs, and the failed jobs
   */
  async drain() {
    const worker = await this.createInlineWorker(this)
    return worker.drain()
  }

  /**
   * Yields the progress of a job: now, at each change, and when the job ends.
   * @param id yields nothing when the job does not appear in the run log within two seconds
   */
  follow(id: string, { signal }: { signal?: AbortSignal } = {}) {
    return follow(this.store, id, signal)
  }

  async #seal({ job: reference, payload, options = {} }: JobOrder): Promise<Order> {
    const job = await jobClassOf(reference)
    const name = await this.registry.nameOf(job)
    const sealed = await sealPayload(name, job, payload)
    const order = seal({ name, job, payload: sealed, options }, this.config)
    if (this.#fake) this.#fake.remember(order, job, payload)
    if (options.chain?.length) order.chain = await this.#sealChain(options.chain)
    return order
  }

  async #sealChain(chain: JobOrder[]) {
    const orders: Order[] = []
    const links = chain.flatMap(linksOf)
    for (const [index, link] of links.entries()) {
      const order = await this.#seal(link)
      if (index < links.length - 1) order.message.followed = true
      orders.push(throughPostgres(order))
    }
    return orders
  }

  async #dispatch(dispatch: Dispatch): Promise<string[]> {
    const { orders, trx } = dispatch
    if (trx && !trx.isTransaction) throw new E_INVALID_DISPATCH([orders[0].name, NO_TRANSACTION])
    if (this.#fake) return this.#fake.record(orders, trx)
    if (this.config.connection === 'sync') return this.#runNow(dispatch)

    const ids = await (trx ? this.#store(dispatch) : this.#inTime(dispatch))
    this.#announce(orders, ids)
    return ids
  }

  async #inTime(dispatch: Dispatch): Promise<string[]> {
    const { orders } = dispatch
    const limit = limitOf(dispatch)
    try {
      if (this.#isDirect(dispatch)) return await within(limit, this.#publish(orders))
      this.#line ??= new DispatchLine(this.store.mostDispatches)
      return await this.#line.run(() => this.#store(dispatch), limit)
    } catch (error) {
      if (!(error instanceof NoAnswer)) throw error
      throw new E_QUEUE_UNAVAILABLE([orders[0].name, error.message], { cause: error })
    }
  }

  /**
   * Whether the jobs can go directly to the broker: they need neither PostgreSQL nor its clock.
   */
  #isDirect({ orders, batch }: Dispatch) {
    const { connection } = this.config
    if (connection === 'postgres' || batch) return false
    return orders.every(
      ({ lock, chain, at, expiresIn, delay }) =>
        !lock &&
        !chain &&
        at === undefined &&
        expiresIn === undefined &&
        (delay === 0 || connection === 'redis')
    )
  }

  async #store({ orders, trx, batch }: Dispatch): Promise<string[]> {
    if (batch && !trx) {
      return this.store.connection.transaction((own) => this.#store({ orders, trx: own, batch }))
    }
    if (batch) await this.store.createBatch(batch.id, orders.length, batch.then, trx)
    const ids = await this.store.dispatch(orders.map(throughPostgres), trx)
    const isEmpty = ids.every((id, index) => id !== orders[index].id)
    if (batch && isEmpty) await this.store.followBatches([batch.id], trx)
    return ids
  }

  async #runNow(dispatch: Dispatch) {
    const ids = await this.#store(dispatch)
    this.#announce(dispatch.orders, ids)
    const run = async () => {
      const worker = await this.createInlineWorker(this)
      await worker.runAll(ids)
    }
    if (dispatch.trx) afterCommit(dispatch.trx, this.store.connection, run)
    else await run()
    return ids
  }

  async #publish(orders: Order[]) {
    try {
      await this.driver.publish(orders)
    } catch (error) {
      throw new E_QUEUE_UNAVAILABLE([orders[0].name, (error as Error).message], { cause: error })
    }
    this.log.dispatched(orders)
    return orders.map(({ id }) => id)
  }

  #announce(orders: Order[], ids: string[]) {
    orders.forEach((order, index) => {
      const { id, name, queue } = order
      if (ids[index] === id) announce(this.emitter, 'queue:dispatched', { id, name, queue })
      else announce(this.emitter, 'queue:skipped', { id, name, queue, reason: 'duplicate' })
    })
  }
}

function member(order: Order, batch: string): Order {
  return { ...order, batch, message: { ...order.message, followed: true } }
}

/** Milliseconds: the longest time that a web request waits for the broker. */
function limitOf({ orders }: Dispatch) {
  return DISPATCH_TIMEOUT_MS * (1 + Math.floor(orders.length / 1000))
}
