import { setTimeout as wait } from 'node:timers/promises'
import { Job } from '#queue/job'
import { trace } from '#queue/tests/support/jobs/trace'
import type { JobContext } from '#queue/types'

export default class ExceedTimeoutJob extends Job {
  static attempts = 1
  static timeout = 100

  async handle({ key }: { key: string }, { signal }: JobContext) {
    signal.addEventListener('abort', () => void trace(key, 'aborted'))
    await wait(5000)
  }

  async rescue({ key }: { key: string }, error: Error) {
    await trace(key, error.message)
  }
}
