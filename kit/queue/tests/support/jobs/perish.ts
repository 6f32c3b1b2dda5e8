import { Job } from '#queue/job'
import { trace, tracesOf } from '#queue/tests/support/jobs/trace'

/**
 * Takes its worker down when it has done its work, the first time.
 */
export default class Perish extends Job {
  async handle({ key }: { key: string }) {
    await trace(key, 'done')
    const traces = await tracesOf(key)
    if (traces.length === 1) process.kill(process.pid, 'SIGKILL')
  }
}
