import { Job } from '#queue/main'
import AccountDeletion from '#models/account_deletion'
import EraseAccount from '#jobs/erase_account'

/** Erases the accounts whose days of grace are over. Each has a job of its own, so that one that fails stops no other. */
export default class EraseAccounts extends Job {
  async handle() {
    const due = await AccountDeletion.findDue()
    await EraseAccount.dispatchMany(due.map(({ id: userId }) => ({ userId })))
  }
}
