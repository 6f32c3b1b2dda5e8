import AccountDeletion from '#models/account_deletion'
import User from '#models/user'
import AccountDeletionNotification from '#mails/account_deletion_notification'
import { MailJob } from '#mails/mail_job'

/** Tells the owner when the account will be deleted, with a link that undoes it. */
export default class SendAccountDeletionMail extends MailJob {
  async handle({ userId }: { userId: number }) {
    const user = await User.find(userId)
    const link = user?.deletesAt && (await AccountDeletion.issueUndoLink(user))
    if (link) await this.send(new AccountDeletionNotification(user, link))
  }
}
