import { performance } from 'node:perf_hooks'
import { setTimeout as wait } from 'node:timers/promises'
import { isJobId } from '#queue/job_id'
import type { JobStore } from '#queue/run_log/job_store'

const LOOK_EVERY_MS = 250
/** A job that was sent directly to its broker appears in the log a moment later. */
const APPEARS_WITHIN_MS = 2000
const LOOK_FIRST_EVERY_MS = 50

/** The progress of a job. */
interface JobProgress {
  status: 'waiting' | 'running' | 'completed' | 'failed' | 'cancelled' | 'skipped'
  /** 0 before the first attempt. */
  attempt: number
  /** From 0 to 1, or null if the job has not reported it. */
  progress: number | null
  note: string | null
}

/**
 * Yields each change of a job, from now until the job has ended.
 */
export async function* follow(store: JobStore, id: string, signal?: AbortSignal) {
  let run = isJobId(id) ? await firstLook(store, id, signal) : undefined
  let last = ''
  while (run) {
    const { finished_at: finishedAt, ...progress } = run
    const now = JSON.stringify(progress)
    if (now !== last) yield progress as JobProgress
    last = now
    if (finishedAt) return
    await pause(LOOK_EVERY_MS, signal)
    run = signal?.aborted ? undefined : await look(store, id)
  }
}

async function firstLook(store: JobStore, id: string, signal?: AbortSignal) {
  const latest = performance.now() + APPEARS_WITHIN_MS
  while (!signal?.aborted && performance.now() < latest) {
    const run = await look(store, id)
    if (run) return run
    await pause(LOOK_FIRST_EVERY_MS, signal)
  }
}

function look(store: JobStore, id: string) {
  return store.connection
    .from('job_runs')
    .where('id', id)
    .select('status', 'attempt', 'progress', 'progress_note as note', 'finished_at')
    .first()
}

function pause(ms: number, signal?: AbortSignal) {
  return wait(ms, undefined, { signal }).catch(() => undefined)
}
