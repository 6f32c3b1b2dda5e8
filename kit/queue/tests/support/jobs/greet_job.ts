import vine from '@vinejs/vine'
import { Job } from '#queue/job'
import { trace } from '#queue/tests/support/jobs/trace'

export default class GreetJob extends Job {
  static schema = vine.create({ key: vine.string(), name: vine.string().trim().minLength(2) })

  async handle({ key, name }: { key: string; name: string }) {
    await trace(key, `hello ${name}`)
  }
}
