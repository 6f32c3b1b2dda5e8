import { Job } from '#queue/job'
import { trace } from '#queue/tests/support/jobs/trace'

export default class RecordRunJob extends Job {
  async handle({ key }: { key: string }) {
    await trace(key, 'done')
  }
}
