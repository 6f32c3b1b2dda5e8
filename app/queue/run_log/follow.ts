import { setTimeout as wait } from 'node:timers/promises'
import type { JobStore } from '#queue/run_log/job_store'

const LOOK_EVERY_MS = 250

/** How far a job is. */
interface JobProgress {
  status: 'waiting' | 'running' | 'completed' | 'failed' | 'cancelled' | 'skipped'
  /** 0 before its first run. */
  attempt: number
  /** From 0 to 1, where the job said so. */
  progress: number | null
  note: string | null
}

/**
 * Each change of a job, from now until it has ended.
 */
export async function* follow(store: JobStore, id: string, signal?: AbortSignal) {
  let last = ''
  while (!signal?.aborted) {
    const run = await store.connection
      .from('job_runs')
      .where('id', id)
      .select('status', 'attempt', 'progress', 'progress_note as note', 'finished_at')
      .first()
    if (!run) return

    const { finished_at: finishedAt, ...progress } = run
    const now = JSON.stringify(progress)
    if (now !== last) yield progress as JobProgress
    last = now
    if (finishedAt) return
    await wait(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined)
  }
}
