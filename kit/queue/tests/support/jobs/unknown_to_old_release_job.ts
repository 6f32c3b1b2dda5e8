import { Job } from '#queue/job'
import { trace } from '#queue/tests/support/jobs/trace'

/**
 * A job of a newer release: the tests' workers do not know it, unless TEST_RELEASE is "next".
 */
export default class UnknownToOldReleaseJob extends Job {
  async handle({ key }: { key?: string }) {
    if (key) await trace(key, 'done')
  }
}
