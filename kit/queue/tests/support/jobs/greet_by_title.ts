import vine from '@vinejs/vine'
import { Job } from '#queue/job'
import { trace } from '#queue/tests/support/jobs/trace'

const isNext = process.env.TEST_RELEASE === 'next'

/**
 * The release after this one, TEST_RELEASE "next", gives it a title instead of a name.
 */
export default class GreetByTitle extends Job {
  static schema = isNext
    ? vine.create({ key: vine.string(), title: vine.string() })
    : vine.create({ key: vine.string(), name: vine.string() })

  async handle({ key }: { key: string; name?: string; title?: string }) {
    await trace(key, 'greeted')
  }
}
