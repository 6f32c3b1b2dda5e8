import { Job } from '#queue/job'
import { trace } from '#queue/tests/support/jobs/trace'

export default class EncryptedJob extends Job {
  static encrypted = true

  async handle({ key, secret }: { key: string; secret: string }) {
    await trace(key, `kept ${secret.length}`)
  }
}
