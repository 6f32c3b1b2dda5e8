import { performance } from 'node:perf_hooks'
import { setTimeout as wait } from 'node:timers/promises'
import { isAway } from '#queue/explain'
import type { JobRecord, JobStore } from '#queue/run_log/job_store'
import { RecentEnds } from '#queue/run_log/recent_ends'
import { textsOf } from '#queue/thrown'
import { jobTracer } from '#queue/tracing'
import type { PendingJob } from '#queue/types'

/** The longest time that a record stays in memory when no caller waits for it. */
const WRITE_WITHIN_MS = 25
const LARGEST_BATCH = 1000
/** Above this number the workers wait, because PostgreSQL does not keep up. */
const LONGEST_BACKLOG = 5000
const TRY_AGAIN_AFTER_MS = 1000

interface Entry {
  record: JobRecord
  at: number
  /** Inserted if the log does not have the job yet. */
  job?: PendingJob
  durable: boolean
  written: (() => void)[]
}

/**
 * Writes the run log, `job_runs`, in batches: one statement writes all records that arrived during the previous one.
 * While PostgreSQL is unavailable, it keeps the records and tries again. A record that PostgreSQL refuses is dropped,
 * so that it does not block the others, and counts as written: running the job again would have the same result. After a
 * crash of PostgreSQL, it writes the last ends of jobs again.
 */
export class RunLog {
  #entries = new Map<string, Entry>()
  #jobs: PendingJob[] = []
  #writing?: Promise<void>
  #batch?: Promise<void>
  #timer?: NodeJS.Timeout
  #isAwaited = false
  #isAway = false
  #isClosed = false
  #recentEnds = new RecentEnds()

  constructor(
    private store: JobStore,
    private onError: (error: Error) => void
  ) {}

  /** Whether workers have to wait until their records are written, so that the records do not fill the memory. */
  get isBehind() {
    return this.#isAway || this.#entries.size > LONGEST_BACKLOG
  }

  /**
   * Records jobs that their broker already has. They are in the log a moment later.
   */
  dispatched(jobs: PendingJob[]) {
    this.#jobs.push(...jobs)
    this.#soon()
  }

  /**
   * @param job is inserted if the log does not have the job yet
   */
  write(record: JobRecord, job?: PendingJob) {
    this.#add(record, job, false)
    this.#soon()
  }

  /**
   * Resolves when this record and all earlier ones are written.
   * @param durable whether the record must survive a crash of PostgreSQL
   */
  written(record: JobRecord, job?: PendingJob, durable = false): Promise<void> {
    return this.#writtenWith(this.#add(record, job, durable))
  }

  /**
   * Reads a job from the log, after its pending records are written.
   */
  async find(id: string) {
    const entry = this.#entries.get(id)
    await (entry ? this.#writtenWith(entry) : this.#batch)
    return this.store.find(id)
  }

  /**
   * Writes the last ends of jobs again: PostgreSQL may have crashed. It knows them already if it has not.
   */
  writeEndsAgain() {
    this.#putBack([], this.#takeEnds())
    this.#soon()
  }

  /**
   * Resolves when all records are written, or when PostgreSQL is unavailable.
   */
  async flushed() {
    while (this.#jobs.length + this.#entries.size > 0 && !this.#isAway) {
      this.#now()
      await this.#writing
    }
    await this.#writing
  }

  /**
   * Resolves when all records are written. Gives up if PostgreSQL is unavailable.
   */
  async close() {
    this.#isClosed = true
    this.#now()
    await this.#writing
  }

  #add(record: JobRecord, job: PendingJob | undefined, durable: boolean) {
    const at = performance.now()
    const known = this.#entries.get(record.id)
    if (known) {
      Object.assign(known.record, record)
      known.at = at
      known.job ??= job
      known.durable ||= durable
      return known
    }
    const entry = { record, at, job, durable, written: [] }
    this.#entries.set(record.id, entry)
    return entry
  }

  #writtenWith({ written }: Entry) {
    return new Promise<void>((resolve) => {
      written.push(resolve)
      this.#now()
    })
  }

  #soon() {
    if (this.#entries.size >= LARGEST_BATCH) return this.#now()
    this.#timer ??= setTimeout(() => this.#now(), WRITE_WITHIN_MS)
  }

  #now() {
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#isAwaited = true
    this.#writing ??= jobTracer().outside(() => this.#writeAll())
  }

  /**
   * Leaves records that no caller waits for to the next batch: a statement costs more than the records in it.
   */
  async #writeAll() {
    // Records of the same turn of the event loop are written together.
    await new Promise(setImmediate)
    while (this.#isPressing) {
      const jobs = this.#jobs
      const entries = this.#take()
      this.#jobs = []
      this.#isAwaited &&= this.#entries.size > 0
      try {
        this.#batch = this.#write(jobs, entries)
        await this.#batch
        this.#isAway = false
      } catch (error) {
        this.#isAway = true
        this.onError(error as Error)
        this.#putBack(jobs, [...this.#takeEnds(), ...entries])
        if (this.#isClosed) break
        await wait(TRY_AGAIN_AFTER_MS)
      }
    }
    this.#batch = undefined
    // No await may stand between the loop and this line: a caller could start to wait for this finished round.
    this.#writing = undefined
    if (this.#jobs.length + this.#entries.size > 0 && !this.#isClosed) this.#soon()
  }

  get #isPressing() {
    if (this.#jobs.length + this.#entries.size === 0) return false
    const isFull = this.#entries.size >= LARGEST_BATCH
    return this.#isAwaited || this.#isAway || this.#isClosed || isFull
  }

  /** Moves the rest to a new map, because a map that is emptied again and again keeps much memory (see ActiveJobSet). */
  #take() {
    const entries = [...this.#entries]
    this.#entries = new Map(entries.slice(LARGEST_BATCH))
    return entries.slice(0, LARGEST_BATCH).map(([, entry]) => entry)
  }

  async #write(jobs: PendingJob[], entries: Entry[]) {
    try {
      if (jobs.length > 0) await this.store.dispatch(jobs)
      await this.#record(entries)
    } catch (error) {
      if (isAway(error)) throw error
      await this.#writeEach(jobs, entries)
    }
    this.#recentEnds.add(entries)
    for (const { written } of entries) written.forEach((resolve) => resolve())
  }

  async #writeEach(jobs: PendingJob[], entries: Entry[]) {
    for (const job of jobs) {
      await this.#unlessRefused(job.id, () => this.store.dispatch([job]))
    }
    for (const entry of entries) {
      await this.#unlessRefused(entry.record.id, () => this.#record([entry]))
    }
  }

  async #unlessRefused(id: string, write: () => Promise<unknown>) {
    try {
      await write()
    } catch (error) {
      if (isAway(error)) throw error
      // Throws if PostgreSQL accepts no record at all, for example because the tables are missing.
      await this.store.record([], false)
      const { message } = textsOf(error)
      this.onError(new Error(`the record of the job ${id} is left out: ${message}`))
    }
  }

  async #record(entries: Entry[]) {
    if (entries.length === 0) return
    const durable = entries.some((entry) => entry.durable)
    const missing = await this.store.record(aged(entries), durable)

    const unknown = entries.filter(({ record, job }) => job && missing.includes(record.id))
    if (unknown.length > 0) {
      await this.store.dispatch(unknown.map(({ job }) => job!))
      await this.store.record(aged(unknown), durable)
    }
  }

  #takeEnds(): Entry[] {
    return this.#recentEnds.take().map((end) => ({ ...end, durable: false, written: [] }))
  }

  #putBack(jobs: PendingJob[], entries: Entry[]) {
    this.#jobs.unshift(...jobs)
    for (const entry of entries) {
      const later = this.#entries.get(entry.record.id)
      this.#entries.set(entry.record.id, later ? merged(entry, later) : entry)
    }
  }
}

function aged(entries: Entry[]): JobRecord[] {
  const now = performance.now()
  return entries.map(({ record, at }) => Object.assign(record, { ago: Math.round(now - at) }))
}

function merged(earlier: Entry, later: Entry): Entry {
  return {
    ...later,
    record: { ...earlier.record, ...later.record },
    job: later.job ?? earlier.job,
    durable: earlier.durable || later.durable,
    written: [...earlier.written, ...later.written],
  }
}
