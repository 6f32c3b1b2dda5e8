import { Job } from '#queue/main'
import AccountDeletion from '#models/account_deletion'

export default class EraseAccount extends Job {
  static attempts = 5

  async handle({ userId }: { userId: number }) {
    await AccountDeletion.erase(userId)
  }
}
