import type { JobRecord } from '#queue/run_log/job_store'

/**
 * PostgreSQL writes a commit to its disk within three times its `wal_writer_delay`, which is 200 ms. A busy machine takes
 * longer.
 */
const NOT_ON_DISK_MS = 3000

const ENDS: JobRecord['status'][] = ['completed', 'cancelled', 'skipped']

interface End {
  record: JobRecord
  /** When the job ended, a time of `performance.now()`. */
  at: number
}

/**
 * The ends of jobs that PostgreSQL has confirmed, but that its crash may take back, because the run log does not wait for
 * the disk. The broker has removed these jobs, so nobody else would record their end.
 */
export class RecentEnds {
  #batches: { ends: End[]; written: number }[] = []

  /** Keeps the ends among these records for as long as a crash may take them back. */
  add(entries: (End & { durable: boolean })[]) {
    const now = performance.now()
    const oldest = now - NOT_ON_DISK_MS
    while (this.#batches.length > 0 && this.#batches[0].written < oldest) this.#batches.shift()
    const ends = entries.filter(({ record, durable }) => !durable && ENDS.includes(record.status))
    if (ends.length > 0) this.#batches.push({ ends: ends.map(withoutStart), written: now })
  }

  /** Returns the ends and forgets them. */
  take(): End[] {
    const ends = this.#batches.flatMap((batch) => batch.ends)
    this.#batches = []
    return ends
  }
}

/** A record with a start would count although another worker runs the job now: see `record_job_runs`. */
function withoutStart({ record, at }: End): End {
  const { crashes, ...end } = record
  return { record: end, at }
}
