import { Job } from '#queue/job'
import { trace } from '#queue/tests/support/jobs/trace'

export default class Record extends Job {
  async handle({ key }: { key: string }) {
    await trace(key, 'done')
  }
}
