import { Job } from '#queue/job'
import { trace, tracesOf } from '#queue/tests/support/jobs/trace'

/**
 * Kills its worker after its work, but only in its first run.
 */
export default class CrashWorkerOnceJob extends Job {
  async handle({ key }: { key: string }) {
    await trace(key, 'done')
    const traces = await tracesOf(key)
    if (traces.length === 1) process.kill(process.pid, 'SIGKILL')
  }
}
