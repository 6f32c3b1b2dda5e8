import EmailChange from '#models/email_change'
import EmailChangedNotification from '#mails/email_changed_notification'
import { MailJob } from '#mails/mail_job'
import type { Act } from '#services/act'

/** Jobs of an older release do not have the act. */
type Payload = Partial<Act> & { changeId: string }

/**
 * Tells the former address that the account has moved, with a link that undoes it.
 */
export default class SendEmailChangedMail extends MailJob {
  async handle({ changeId, ...act }: Payload) {
    const change = await EmailChange.query()
      .withScopes((scopes) => scopes.undoable())
      .where('id', changeId)
      .preload('user')
      .first()
    if (!change) return

    const token = await change.issueUndoLink()
    await this.send(new EmailChangedNotification(change, token, act))
  }
}
