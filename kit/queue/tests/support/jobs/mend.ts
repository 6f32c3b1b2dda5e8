import { Job } from '#queue/job'
import { trace, tracesOf } from '#queue/tests/support/jobs/trace'

/**
 * Fails until a test has left the trace `mended`.
 */
export default class Mend extends Job {
  static attempts = 1

  async handle({ key }: { key: string }) {
    const traces = await tracesOf(key)
    if (!traces.includes('mended')) throw new Error('not mended\nsecond line')
    await trace(key, 'done')
  }
}
