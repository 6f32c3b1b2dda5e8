import { Job } from '#queue/job'
import { hostileThrows } from '#queue/tests/support/hostile_throws'

/**
 * Throws a value that is hard to log, in `handle` and in `rescue`.
 */
export default class ThrowHostileValueJob extends Job {
  static attempts = 2
  static backoff = 50

  async handle({ what }: { what: string }) {
    throw hostileThrows[what]()
  }

  async rescue({ what }: { what: string }) {
    throw hostileThrows[what]()
  }
}
