import type { Group } from '@japa/runner/core'
import { eventually } from '#tests/support/eventually'
import { forgetJobs } from '#queue/tests/support/job_runs'
import { WorkerProcess } from '#queue/tests/support/worker_process'

const START_MS = 30_000

/**
 * Kills the workers at the end of each test.
 * @returns a function that starts a worker with arguments of queue:listen, and resolves when the worker listens
 */
export function useChaosWorkers(group: Group) {
  const workers: WorkerProcess[] = []
  group.each.teardown(async () => {
    await Promise.all(workers.splice(0).map((worker) => worker.end()))
    await forgetJobs()
  })

  return async (args: string[] = [], env: NodeJS.ProcessEnv = {}) => {
    const worker = new WorkerProcess(['--no-schedules', ...args], { QUEUE_LEASE: '2s', ...env })
    workers.push(worker)
    await eventually(async () => worker.output.includes('Listening on'), START_MS)
    return worker
  }
}
