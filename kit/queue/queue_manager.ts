import type { Emitter } from '@adonisjs/core/events'
import type { EventsList } from '@adonisjs/core/types'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { E_INVALID_DISPATCH, E_INVALID_DISPATCH_MANY, E_QUEUE_UNAVAILABLE } from '#queue/errors'
import { DispatchLimiter, NoAnswer, within } from '#queue/dispatch_limiter'
import { linksOf, jobCallsOf, withoutTrx } from '#queue/dispatch_call'
import { leading, member, seal, throughPostgres } from '#queue/pending_job'
import { announce } from '#queue/events'
import { FakeQueue } from '#queue/fake_queue'
import { isJobCall, jobClassOf } from '#queue/registry/job_class'
import { createJobId } from '#queue/job_id'
import type { QueueContext } from '#queue/queue_context'
import { sealPayload } from '#queue/payload'
import { follow } from '#queue/run_log/follow'
import { jobTracer } from '#queue/tracing'
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
  JobCall,
  JobReference,
  PendingJob,
  PayloadOf,
  QueueConfig,
} from '#queue/types'

const DISPATCH_TIMEOUT_MS = 2000

const NO_TRANSACTION =
  'trx is not a transaction. Give the argument of the callback of db.transaction()'

interface Dispatch {
  jobs: PendingJob[]
  trx?: TransactionClientContract
  batch?: { id: string; then: PendingJob }
}

/**
 * Dispatches jobs to the broker that is set in config/queue.ts.
 */
export class QueueManager implements QueueContext {
  #fake?: FakeQueue
  #limiter?: DispatchLimiter

  constructor(
    readonly config: QueueConfig,
    readonly registry: JobRegistry,
    readonly driver: QueueDriver,
    readonly store: JobStore,
    readonly log: RunLog,
    readonly emitter: Emitter<EventsList>,
    private createInlineWorker: (queue: QueueContext) => Promise<InlineWorker>
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
    return jobTracer().dispatch(async () => {
      const pending = await this.#seal({ job, payload, options: withoutTrx(options) })
      const [id] = await this.#dispatch({ jobs: [pending], trx: options.trx })
      return id
    })
  }

  /**
   * Dispatches many jobs of one class, `dispatchMany(Resize, payloads)`, or of several classes,
   * `dispatchMany([Resize.with(image), Index.with(document)])`. With `trx`, and on the connection `postgres`, it
   * dispatches all of them or none. Otherwise Redis or RabbitMQ may have received some of them when it throws.
   * @returns their ids, in order. An empty batch has no ids, and its `then` job is dispatched at once
   * @throws E_INVALID_DISPATCH_MANY, and the same errors as dispatch
   */
  dispatchMany(calls: JobCall[], options?: DispatchManyOptions): Promise<string[]>
  dispatchMany<Class extends JobClass>(
    job: JobReference<Class>,
    payloads: PayloadOf<Class>[],
    options?: DispatchManyOptions
  ): Promise<string[]>
  async dispatchMany(...call: unknown[]) {
    const [calls, options] = jobCallsOf(call)
    return jobTracer().dispatch(() => this.#dispatchMany(calls, options))
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

  async #dispatchMany(calls: JobCall[], { trx, batch, ...options }: DispatchManyOptions) {
    const jobs: PendingJob[] = []
    for (const one of calls) {
      jobs.push(await this.#seal({ ...one, options: { ...options, ...one.options } }))
    }
    if (!batch) return jobs.length > 0 ? this.#dispatch({ jobs, trx }) : []
    if (!isJobCall(batch.then)) throw new E_INVALID_DISPATCH_MANY()

    const then = await this.#seal(batch.then)
    if (jobs.length === 0) {
      await this.#dispatch({ jobs: [then], trx })
      return []
    }
    const id = createJobId()
    const members = jobs.map((pending) => member(pending, id))
    return this.#dispatch({ jobs: members, trx, batch: { id, then: throughPostgres(then) } })
  }

  async #seal({ job: reference, payload, options = {} }: JobCall): Promise<PendingJob> {
    const job = await jobClassOf(reference)
    const name = await this.registry.nameOf(job)
    const sealed = await sealPayload(name, job, payload)
    const pending = seal({ name, job, payload: sealed, options }, this.config)
    if (this.#fake) this.#fake.remember(pending, job, payload)
    if (options.chain?.length) pending.chain = await this.#sealChain(options.chain)
    return pending
  }

  async #sealChain(chain: JobCall[]) {
    const jobs: PendingJob[] = []
    const links = chain.flatMap(linksOf)
    for (const [index, link] of links.entries()) {
      const pending = await this.#seal(link)
      const isLast = index === links.length - 1
      jobs.push(throughPostgres(isLast ? pending : leading(pending)))
    }
    return jobs
  }

  async #dispatch(dispatch: Dispatch): Promise<string[]> {
    const { jobs, trx } = dispatch
    jobTracer().dispatching(jobs)
    if (trx && !trx.isTransaction) throw new E_INVALID_DISPATCH([jobs[0].name, NO_TRANSACTION])
    if (this.#fake) return this.#fake.record(jobs, trx)
    if (this.config.connection === 'sync') return this.#runNow(dispatch)

    const ids = await (trx ? this.#store(dispatch) : this.#inTime(dispatch))
    this.#announce(jobs, ids)
    return ids
  }

  async #inTime(dispatch: Dispatch): Promise<string[]> {
    const { jobs } = dispatch
    const limit = limitOf(dispatch)
    try {
      if (this.#isDirect(dispatch)) return await within(limit, this.#publish(jobs))
      this.#limiter ??= new DispatchLimiter(this.store.mostDispatches)
      return await this.#limiter.run(() => this.#store(dispatch), limit)
    } catch (error) {
      if (!(error instanceof NoAnswer)) throw error
      throw new E_QUEUE_UNAVAILABLE([jobs[0].name, error.message], { cause: error })
    }
  }

  /**
   * Whether the jobs can go directly to the broker: they need neither PostgreSQL nor its clock.
   */
  #isDirect({ jobs, batch }: Dispatch) {
    const { connection } = this.config
    if (connection === 'postgres' || batch) return false
    return jobs.every(
      ({ lock, chain, at, expiresIn, delay }) =>
        !lock &&
        !chain &&
        at === undefined &&
        expiresIn === undefined &&
        (delay === 0 || connection === 'redis')
    )
  }

  async #store({ jobs, trx, batch }: Dispatch): Promise<string[]> {
    if (batch && !trx) {
      return this.store.connection.transaction((own) => this.#store({ jobs, trx: own, batch }))
    }
    if (batch) await this.store.createBatch(batch.id, jobs.length, batch.then, trx)
    const ids = await this.store.dispatch(jobs.map(throughPostgres), trx)
    const isEmpty = ids.every((id, index) => id !== jobs[index].id)
    if (batch && isEmpty) await this.store.dispatchAfterBatches([batch.id], trx)
    return ids
  }

  async #runNow(dispatch: Dispatch) {
    const ids = await this.#store(dispatch)
    this.#announce(dispatch.jobs, ids)
    const run = async () => {
      const worker = await this.createInlineWorker(this)
      await worker.runAll(ids)
    }
    if (dispatch.trx) afterCommit(dispatch.trx, this.store.connection, run)
    else await run()
    return ids
  }

  async #publish(jobs: PendingJob[]) {
    try {
      await this.driver.publish(jobs)
    } catch (error) {
      throw new E_QUEUE_UNAVAILABLE([jobs[0].name, (error as Error).message], { cause: error })
    }
    this.log.dispatched(jobs)
    return jobs.map(({ id }) => id)
  }

  #announce(jobs: PendingJob[], ids: string[]) {
    jobs.forEach((pending, index) => {
      const { id, name, queue } = pending
      if (ids[index] === id) announce(this.emitter, 'queue:dispatched', { id, name, queue })
      else announce(this.emitter, 'queue:skipped', { id, name, queue, reason: 'duplicate' })
    })
  }
}

/** Milliseconds: the longest time that a web request waits for the broker. */
function limitOf({ jobs }: Dispatch) {
  return DISPATCH_TIMEOUT_MS * (1 + Math.floor(jobs.length / 1000))
}
