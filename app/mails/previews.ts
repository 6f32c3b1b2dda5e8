import { DateTime } from 'luxon'
import AccessTokenNotification from '#mails/access_token_notification'
import AccountDeletionNotification from '#mails/account_deletion_notification'
import AccountExistsNotification from '#mails/account_exists_notification'
import type { AppMail } from '#mails/app_mail'
import DataExportNotification from '#mails/data_export_notification'
import EmailChangeNotification from '#mails/email_change_notification'
import EmailChangedNotification from '#mails/email_changed_notification'
import InvitationNotification from '#mails/invitation_notification'
import ListExportNotification from '#mails/list_export_notification'
import LogInCodeNotification from '#mails/log_in_code_notification'
import NewDeviceNotification from '#mails/new_device_notification'
import NotificationMail from '#mails/notification_mail'
import PasswordChangedNotification from '#mails/password_changed_notification'
import PasswordResetNotification from '#mails/password_reset_notification'
import SecondFactorNotification from '#mails/second_factor_notification'
import SocialIdentityNotification from '#mails/social_identity_notification'
import WelcomeNotification from '#mails/welcome_notification'
import EmailChange from '#models/email_change'
import Registration from '#models/registration'
import User from '#models/user'
import PictureRefused from '#notifications/picture_refused'
import { actOf } from '#services/act'

const TOKEN = 'A'.repeat(24)
const ACT = actOf({ ipAddress: '192.0.2.7', userAgent: null })
const expiresAt = DateTime.now().plus({ days: 1 })

/** Each mail with made-up data, by the name of its file. Nothing is read from the database or written to it. */
export const previews: Record<string, (reader: User) => AppMail> = {
  access_token: (reader) => new AccessTokenNotification(reader, 'Backup', ACT),
  account_deletion: (reader) =>
    new AccountDeletionNotification(reader, { token: TOKEN, deletesAt: expiresAt }),
  account_exists: (reader) => new AccountExistsNotification(reader),
  data_export: (reader) => new DataExportNotification(reader, expiresAt),
  email_change: (reader) => new EmailChangeNotification(changeOf(reader), TOKEN),
  email_changed: (reader) => new EmailChangedNotification(changeOf(reader), TOKEN, ACT),
  invitation: (reader) =>
    new InvitationNotification(
      {
        email: reader.email,
        name: null,
        region: reader.region,
        expiresAt,
        inviter: reader as never,
      },
      TOKEN
    ),
  list_export: (reader) => new ListExportNotification(reader, { list: 'users', expiresAt }),
  log_in_code: (reader) => new LogInCodeNotification(reader, '012345'),
  new_device: (reader) =>
    new NewDeviceNotification(reader, { ...ACT, loggedInAt: ACT.doneAt }, TOKEN),
  notification_mail: (reader) => new NotificationMail(reader, new PictureRefused()),
  password_changed: (reader) => new PasswordChangedNotification(reader, ['GitHub'], ACT),
  password_reset: (reader) => new PasswordResetNotification(reader, { token: TOKEN, expiresAt }),
  second_factor: (reader) =>
    new SecondFactorNotification(reader, { change: 'passkey_added', name: 'Laptop', ...ACT }),
  social_identity: (reader) =>
    new SocialIdentityNotification(reader, { change: 'linked', provider: 'GitHub' }, ACT),
  welcome: ({ email, locale }) => {
    const id = crypto.randomUUID()
    return new WelcomeNotification(new Registration().merge({ id, email, locale, expiresAt }))
  },
}

/** For the pages at /dev/mails. */
export const names = Object.keys(previews)

export function write(name: string, locale: string) {
  const reader = new User().merge({ name: 'Ada Lovelace', email: 'ada@example.com', locale })
  return previews[name](reader)
}

function changeOf(reader: User) {
  const { email } = reader
  const change = new EmailChange().merge({ email, formerEmail: email, expiresAt })
  change.$setRelated('user', reader)
  return change
}
