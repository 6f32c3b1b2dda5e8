import { hostname } from 'node:os'
import { performance } from 'node:perf_hooks'
import { setTimeout as wait } from 'node:timers/promises'
import { EVERY_QUEUE } from '#queue/control/pauses'
import type { Listening, ListenOptions } from '#queue/drivers/driver'
import { refusalOf } from '#queue/explain'
import type { QueueContext } from '#queue/queue_context'

const BEAT_MS = 1000
const ANSWER_WITHIN_MS = 2000

/** A worker whose heartbeat is older than this is gone. */
export const GONE_AFTER_MS = 30_000

interface Worker {
  readonly running: number
  cancel(id: string): void
}

/**
 * Each second a worker writes its heartbeat (`queue_workers`), and reads which queues to pause and which jobs to
 * cancel. While PostgreSQL is away the worker takes no jobs, because it could not record them.
 */
export class Supervisor {
  #listening?: Listening
  #worker!: Worker
  #paused = new Set<string>()
  #cancelled = new Set<string>()
  #recoveredUntil = ''
  #dropped: string[] = []
  #queues: string[] = []
  #stopped = new AbortController()
  #isRegistered = false
  #beating?: Promise<void>
  #missedAt = -Infinity

  constructor(
    private id: string,
    private queue: QueueContext,
    private onError: (error: Error) => void
  ) {}

  isCancelled(id: string) {
    return this.#cancelled.has(id)
  }

  /**
   * The broker has removed a cancelled job, so its cancellation can be deleted. Not for a possible duplicate: the broker may have
   * another message of that job, which is not marked.
   */
  dropped(id: string) {
    this.#dropped.push(id)
  }

  /** `queue:recover` may have put the job back, or into another broker, while this message was on its way. */
  mayBeRecovered(id: string) {
    return id <= this.#recoveredUntil
  }

  /** Also true for a queue whose pause has not reached the broker yet: until then the broker still delivers jobs. */
  isPaused(queue: string) {
    return this.#paused.has(queue)
  }

  /**
   * Waits for PostgreSQL, however long it takes.
   */
  async start({ queues, concurrency }: ListenOptions, worker: Worker) {
    this.#worker = worker
    this.#queues = queues
    await this.persist(() => this.#register(concurrency))
    await this.persist(() => this.#readInstructions())
  }

  /**
   * Retries until it succeeds, for example while PostgreSQL is away.
   * @returns undefined when the worker is stopped first
   * @throws E_QUEUE_NOT_MIGRATED, E_BROKER_REFUSED
   */
  async persist<Result>(attempt: () => Promise<Result>): Promise<Result | undefined> {
    while (!this.#stopped.signal.aborted) {
      try {
        return await attempt()
      } catch (error) {
        const refusal = refusalOf(error as Error) ?? (error as Error & { code?: string })
        if (/^E_(QUEUE|BROKER)/.test(refusal.code ?? '')) throw refusal
        this.onError(error as Error)
        await this.#pause()
      }
    }
  }

  /**
   * From now on the worker obeys pauses and cancellations.
   */
  async watch(listening: Listening) {
    this.#listening = listening
    for (const queue of this.#paused) await listening.pause(queue)
    this.#beating = this.#beat()
  }

  /**
   * @param since a time of `performance.now()`
   * @returns whether PostgreSQL answers now, and has answered every check since then
   */
  async wasPostgresThere(since: number) {
    return (await this.isPostgresThere()) && this.#missedAt < since
  }

  async isPostgresThere() {
    const isThere = await this.#ask()
    if (!isThere) this.#missedAt = performance.now()
    return isThere
  }

  #ask() {
    const answered = this.queue.store.connection.rawQuery('select 1').then(
      () => true,
      (error: Error & { severity?: string }) => error.severity === 'ERROR'
    )
    return Promise.race([answered, wait(ANSWER_WITHIN_MS, false, { ref: false })])
  }

  async stopping() {
    this.#stopped.abort()
    await this.#beating
    if (this.#isRegistered) await this.#update({ stopping: true })
  }

  async stop() {
    if (!this.#isRegistered) return
    await this.queue.store.connection
      .from('queue_workers')
      .where('id', this.id)
      .delete()
      .catch(this.onError)
  }

  async #beat() {
    while (!this.#stopped.signal.aborted) {
      await this.#pause()
      if (this.#stopped.signal.aborted) return
      try {
        if (!(await this.isPostgresThere())) throw new Error('PostgreSQL does not answer')
        await this.#update({})
        await this.#forgetDropped()
        await this.#readInstructions()
      } catch (error) {
        this.onError(error as Error)
        this.queue.log.writeEndsAgain()
        await this.#apply(new Set(this.#queues))
      }
    }
  }

  #pause() {
    return wait(BEAT_MS, undefined, { signal: this.#stopped.signal }).catch(() => undefined)
  }

  async #register(concurrency: number) {
    const { connection } = this.queue.config
    await this.queue.store.connection.table('queue_workers').insert({
      id: this.id,
      host: hostname(),
      pid: process.pid,
      connection,
      queues: this.#queues,
      concurrency,
    })
    this.#isRegistered = true
  }

  async #update(change: { stopping?: boolean }) {
    const { connection } = this.queue.store
    await connection
      .from('queue_workers')
      .where('id', this.id)
      .update({ ...change, running: this.#worker.running, beat_at: connection.rawQuery('now()') })
      .catch(this.onError)
  }

  /**
   * Deletes only the cancellations of jobs that the run log has as cancelled: for a possible duplicate, a worker asks the log.
   */
  async #forgetDropped() {
    if (this.#dropped.length === 0) return
    const { connection } = this.queue.store
    const dropped = this.#dropped.splice(0)
    const logged = connection.from('job_runs').whereIn('id', dropped).where('status', 'cancelled')
    await connection.from('job_cancellations').whereIn('job_id', logged.select('id')).delete()
  }

  async #readInstructions() {
    const { connection } = this.queue.store
    const [pauses, cancellations, installation] = await Promise.all([
      connection.from('queue_pauses').select('queue'),
      connection.from('job_cancellations').select('job_id'),
      connection.from('queue_installations').select('recovered_until').first(),
    ])
    this.#recoveredUntil = installation?.recovered_until ?? ''
    this.#cancelled = new Set(cancellations.map((row) => row.job_id))
    this.#cancelled.forEach((id) => this.#worker.cancel(id))
    const paused: string[] = pauses.map((row) => row.queue)
    await this.#apply(new Set(paused.includes(EVERY_QUEUE) ? this.#queues : paused))
  }

  async #apply(paused: Set<string>) {
    const before = this.#paused
    this.#paused = paused
    try {
      for (const queue of this.#queues) {
        if (paused.has(queue) && !before.has(queue)) await this.#listening?.pause(queue)
        if (!paused.has(queue) && before.has(queue)) await this.#listening?.resume(queue)
      }
    } catch (error) {
      this.#paused = before
      throw error
    }
  }
}
