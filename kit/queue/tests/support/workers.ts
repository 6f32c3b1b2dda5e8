import type { Group } from '@japa/runner/core'
import db from '@adonisjs/lucid/services/db'
import { forgetJobs } from '#queue/tests/support/job_runs'
import { tracesOf } from '#queue/tests/support/jobs/trace'
import { eventually } from '#tests/support/eventually'
import { WorkerProcess } from '#queue/tests/support/worker_process'

/**
 * Ends the workers, which have these variables, and deletes the jobs after each test of the group.
 * @returns a function that starts a worker with arguments of queue:listen
 */
export function useWorkers(group: Group, env: NodeJS.ProcessEnv = {}) {
  const workers: WorkerProcess[] = []
  group.each.teardown(async () => {
    await Promise.all(workers.splice(0).map((worker) => worker.end()))
    await forgetJobs()
  })

  return (...args: string[]) => {
    const worker = new WorkerProcess(args, env)
    workers.push(worker)
    return worker
  }
}

export const newKey = () => crypto.randomUUID()

/**
 * Waits until the jobs of a key have left all of these traces.
 * @returns every trace of the key, in order
 */
export function happens(key: string, ...what: string[]) {
  return eventually(async () => {
    const traces = await tracesOf(key)
    return what.every((one) => traces.includes(one)) && traces
  }, 30_000)
}

/**
 * @returns the status in the run log of the only job with this name
 */
export async function statusOf(name: string) {
  const run = await db.from('job_runs').where('name', name).first()
  return run?.status as string | undefined
}
