import { Job } from '#queue/job'
import { trace, tracesOf } from '#queue/tests/support/jobs/trace'

/**
 * Fails until a test has left the trace `fixed`.
 */
export default class FailUntilFixedJob extends Job {
  static attempts = 1

  async handle({ key }: { key: string }) {
    const traces = await tracesOf(key)
    if (!traces.includes('fixed')) throw new Error('not fixed\nsecond line')
    await trace(key, 'done')
  }
}
