import { DateTime } from 'luxon'
import LogInNotice from '#models/log_in_notice'
import User from '#models/user'
import NewDeviceNotification, { type NewDeviceLogIn } from '#mails/new_device_notification'
import { MailJob } from '#mails/mail_job'
import type { JobContext } from '#queue/main'

/**
 * Tells the owner of an account that a new device has logged in, with a link that reports it.
 */
export default class SendNewDeviceMail extends MailJob {
  async handle({ userId, ...logIn }: NewDeviceLogIn & { userId: number }, { id }: JobContext) {
    const user = await User.find(userId)
    if (!user) return

    const { token } = await LogInNotice.issue(user, id, DateTime.fromISO(logIn.loggedInAt))
    await this.send(new NewDeviceNotification(user, logIn, token))
  }
}
