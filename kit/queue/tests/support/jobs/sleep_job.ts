import { setTimeout as wait } from 'node:timers/promises'
import { Job } from '#queue/job'
import { trace } from '#queue/tests/support/jobs/trace'
import type { JobContext } from '#queue/types'

export default class SleepJob extends Job {
  async handle({ key, ms }: { key: string; ms: number }, { signal }: JobContext) {
    await trace(key, 'started')
    await wait(ms, undefined, { signal }).catch(() => trace(key, 'aborted'))
    if (!signal.aborted) await trace(key, 'done')
  }
}
