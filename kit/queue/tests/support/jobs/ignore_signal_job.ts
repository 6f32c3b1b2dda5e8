import { setTimeout as wait } from 'node:timers/promises'
import { Job } from '#queue/job'
import { trace } from '#queue/tests/support/jobs/trace'

/**
 * Ignores its signal.
 */
export default class IgnoreSignalJob extends Job {
  async handle({ key, ms }: { key: string; ms: number }) {
    await trace(key, 'started')
    await wait(ms)
  }
}
