import type { Group } from '@japa/runner/core'
import { eventually } from '#tests/support/eventually'
import { forgetJobs } from '#queue/tests/support/job_runs'
import { WorkerProcess } from '#queue/tests/support/worker_process'

const START_MS = 30_000

/**
 * Workers that are killed with the test.
 * @returns how a test starts one, with arguments of queue:listen; it listens when this resolves
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
