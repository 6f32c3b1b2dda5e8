import Invitation from '#models/invitation'
import InvitationNotification from '#mails/invitation_notification'
import { MailJob } from '#mails/mail_job'

/** Sends the link of an invitation, unless it was revoked or accepted meanwhile. */
export default class SendInvitation extends MailJob {
  async handle({ invitationId }: { invitationId: string }) {
    const invitation = await Invitation.query().where('id', invitationId).preload('inviter').first()
    if (!invitation || invitation.isExpired) return
    await this.send(new InvitationNotification(invitation, await invitation.issueLink()))
  }
}
