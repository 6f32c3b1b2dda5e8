import { Job } from '#queue/job'
import { trace } from '#queue/tests/support/jobs/trace'

export default class AlwaysFailJob extends Job {
  static attempts = 2
  static backoff = 50

  async handle({ key }: { key: string }) {
    await trace(key, 'tried')
    throw new Error('as always')
  }

  async rescue({ key }: { key: string }, error: Error) {
    await trace(key, `rescued from: ${error.message}`)
  }
}
