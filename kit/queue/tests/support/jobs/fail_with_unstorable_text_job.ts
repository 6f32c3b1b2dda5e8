import { Job } from '#queue/job'
import type { JobContext } from '#queue/types'

/**
 * Reports progress and fails with texts that PostgreSQL cannot store: NUL, and half an emoji.
 */
export default class FailWithUnstorableTextJob extends Job {
  static attempts = 2
  static backoff = 50

  async handle(_payload: Record<string, never>, { progress }: JobContext) {
    progress(0.5, 'half \ud83d of it')
    throw new Error('read \0 bytes')
  }
}
