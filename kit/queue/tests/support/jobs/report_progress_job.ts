import { setTimeout as wait } from 'node:timers/promises'
import { Job } from '#queue/job'
import type { JobContext } from '#queue/types'
import { trace } from '#queue/tests/support/jobs/trace'

export default class ReportProgressJob extends Job {
  async handle({ key, ms }: { key: string; ms: number }, { progress }: JobContext) {
    progress(0.4, 'rendering')
    await wait(ms)
    progress(0.9, 'sending')
    await wait(ms)
    await trace(key, 'done')
  }
}
