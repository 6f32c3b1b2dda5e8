import { performance } from 'node:perf_hooks'
import { setTimeout as wait } from 'node:timers/promises'
import { WaitingError, type Job, type WorkerOptions } from 'bullmq'
import type { BullMQStore } from '#queue/drivers/bullmq/store'
import { toReservedJob, type Stored } from '#queue/drivers/bullmq/job_mapping'
import { Leases, lockDurationOf } from '#queue/drivers/bullmq/leases'
import { endsInBullMQ, release, report, Retry } from '#queue/drivers/bullmq/outcomes'
import { Prefetch } from '#queue/drivers/bullmq/prefetch'
import { isConnectionError } from '#queue/drivers/bullmq/internals/connection_errors'
import { BullMQWorker } from '#queue/drivers/bullmq/internals/worker'
import type { Listener, Outcome } from '#queue/drivers/driver'

const RETRY_BROKER_MS = 1000
/** A released job is meant for another worker, which needs a moment to take it. */
const AFTER_RELEASE_MS = 250
const LOOK_AGAIN_MS = 50
const LARGEST_INTEGER = 2 ** 31 - 1

type Options = WorkerOptions<never>

/**
 * The BullMQ worker of one queue.
 */
export class BullMQConsumer {
  #worker: BullMQWorker
  #leases: Leases
  #prefetch: Prefetch
  #running = 0
  #stopping = new AbortController()

  constructor(
    queue: string,
    private store: BullMQStore,
    { lease, concurrency }: { lease: number; concurrency: number },
    private listener: Listener
  ) {
    const options = workerOptions(store, lease, concurrency)
    this.#worker = new BullMQWorker(queue, (job) => this.#process(job), options, store.backend)
    this.#worker.on('error', (error) => listener.onError(error))
    this.#leases = new Leases(this.#worker, options.lockDuration!, (error) =>
      listener.onError(error)
    )
    this.#prefetch = new Prefetch(this.#worker, {
      places: concurrency,
      most: store.prefetch ?? concurrency,
      stale: options.lockDuration! / 2,
    })
  }

  async pause() {
    this.#prefetch.close()
    await this.#worker.pause(true)
  }

  async resume() {
    await this.#worker.resume()
    this.#prefetch.open()
  }

  /** Asks the running jobs to stop. */
  abort() {
    this.#leases.abort()
  }

  async close() {
    this.#stopping.abort()
    // Without prefetch (PostgreSQL), the jobs that still arrive are run: a released job would lose its place.
    if (this.store.prefetch) this.#prefetch.close()
    await this.#worker.close()
  }

  get isRunning() {
    return this.#running > 0
  }

  async idle() {
    while (this.isRunning) await wait(LOOK_AGAIN_MS)
  }

  end() {
    this.#leases.stop()
  }

  async #process(job: Job<Stored>) {
    this.#running++
    try {
      if (await this.#prefetch.begin()) await this.#run(job)
      else await this.#return(job)
    } finally {
      this.#running--
    }
  }

  async #run(job: Job<Stored>) {
    const started = performance.now()
    try {
      const lease = this.#leases.add(job)
      const reserved = toReservedJob(job, lease.cancellation)
      reserved.token = lease.token
      reserved.confirm = () => this.#leases.confirm()
      const outcome = await this.listener.handle(reserved)
      this.#leases.remove(lease)

      const isOurs = !lease.isLost && (endsInBullMQ(outcome) || (await this.#release(job, outcome)))
      this.listener.ended(reserved, outcome, performance.now() - started)
      if (!isOurs) throw new WaitingError()
      if (outcome.status === 'released') await this.#pauseFor(AFTER_RELEASE_MS)
      report(outcome)
    } finally {
      this.#prefetch.end(started)
    }
  }

  async #return(job: Job<Stored>): Promise<never> {
    await this.#release(job, { status: 'released' })
    throw new WaitingError()
  }

  /**
   * @returns false when the lease was lost, or when the broker is away and the lease is left to expire
   */
  async #release(job: Job<Stored>, outcome: Outcome) {
    for (;;) {
      try {
        await release(job, outcome)
        return true
      } catch (error) {
        this.listener.onError(error as Error)
        if (!isConnectionError(error) || this.#stopping.signal.aborted) return false
      }
      await this.#pauseFor(RETRY_BROKER_MS)
    }
  }

  async #pauseFor(milliseconds: number) {
    await wait(milliseconds, undefined, { signal: this.#stopping.signal }).catch(() => undefined)
  }
}

function workerOptions(store: BullMQStore, lease: number, concurrency: number): Options {
  return {
    connection: store.connection as never,
    prefix: store.prefix,
    concurrency,
    lockDuration: lockDurationOf(lease),
    stalledInterval: Math.round(lease / 7),
    // We count crashes ourselves, so that `rescue` is called for a crashed job as for any failed job.
    maxStalledCount: LARGEST_INTEGER,
    skipLockRenewal: true,
    runRetryDelay: RETRY_BROKER_MS,
    removeOnComplete: { count: 0 },
    removeOnFail: { count: 0 },
    settings: {
      backoffStrategy: (_attempt, _type, error) => (error instanceof Retry ? error.delay : 0),
    },
  }
}
