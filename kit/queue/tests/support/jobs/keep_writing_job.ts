import { setTimeout as wait } from 'node:timers/promises'
import { Job } from '#queue/job'
import { trace } from '#queue/tests/support/jobs/trace'

/**
 * Writes as long as it runs, and has only one attempt, so it fails when PostgreSQL is unavailable.
 */
export default class KeepWritingJob extends Job {
  static attempts = 1

  async handle({ key, ms }: { key: string; ms: number }) {
    const end = performance.now() + ms
    do {
      await trace(key, 'writing')
      await wait(100)
    } while (performance.now() < end)
    await trace(key, 'done')
  }
}
