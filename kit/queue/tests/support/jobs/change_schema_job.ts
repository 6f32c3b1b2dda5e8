import vine from '@vinejs/vine'
import { Job } from '#queue/job'
import { trace } from '#queue/tests/support/jobs/trace'

const isNext = process.env.TEST_RELEASE === 'next'

/**
 * In the next release (TEST_RELEASE is "next"), its payload has a title instead of a name.
 */
export default class ChangeSchemaJob extends Job {
  static schema = isNext
    ? vine.create({ key: vine.string(), title: vine.string() })
    : vine.create({ key: vine.string(), name: vine.string() })

  async handle({ key }: { key: string; name?: string; title?: string }) {
    await trace(key, 'greeted')
  }
}
