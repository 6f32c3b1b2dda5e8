import { Job } from '@rlanz/bull-queue'
import { trace } from '#queue/tests/support/jobs/trace'

interface Payload {
  key: string
  fails?: boolean
}

/**
 * A job as the generator of `@rlanz/bull-queue` writes it.
 */
export default class BullQueuePackageJob extends Job {
  static get $$filepath() {
    return import.meta.url
  }

  async handle(payload: Payload) {
    this.logger.info('the logger is there')
    if (payload.fails) throw new Error(`attempt ${this.getAttempts() + 1}`)
    await trace(payload.key, `handled ${this.getId()}`)
  }

  async rescue(payload: Payload, error: Error) {
    await trace(payload.key, `rescued from ${error.message}`)
  }
}
