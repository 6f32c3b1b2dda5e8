import db from '@adonisjs/lucid/services/db'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import queue from '#queue/main'
import type { AppNotification, NotificationClass } from '#notifications/app_notification'
import Notification from '#models/notification'
import type User from '#models/user'

/** A job's payload is limited, and so is the time that one transaction should take. */
const PEOPLE_PER_JOB = 500

/**
 * Notifies a member in the app and by mail, as the member has chosen. The row, the mail's job and the message to open
 * pages are part of the user's transaction, if it has one: after a rollback there is none of them.
 */
export async function notify(user: User, notification: AppNotification<any>) {
  if (user.$trx) return deliver([user], notification, user.$trx)
  return db.transaction((trx) => deliver([user], notification, trx))
}

/** Notifies many members from jobs, so the caller waits for none of them. Accounts that are disabled get nothing. */
export async function notifyMany(
  userIds: number[],
  notification: AppNotification<any>,
  { trx }: { trx?: TransactionClientContract } = {}
) {
  const { data } = notification
  const { kind } = classOf(notification)
  const payloads = []
  for (let first = 0; first < userIds.length; first += PEOPLE_PER_JOB) {
    payloads.push({ userIds: userIds.slice(first, first + PEOPLE_PER_JOB), kind, data })
  }
  const job = () => import('#jobs/deliver_notifications')
  await queue.dispatchMany(
    payloads.map((payload) => ({ job, payload })),
    { trx }
  )
}

/** Call it in a transaction. */
export async function deliver(
  users: User[],
  notification: AppNotification<any>,
  trx: TransactionClientContract
) {
  const type = classOf(notification)
  const readers = users.filter((user) => type.isWantedBy(user, 'app'))
  const recipients = users.filter((user) => type.isWantedBy(user, 'mail'))
  if (readers.length > 0) await Notification.add(readers, type.kind, notification.data, trx)
  await queue.dispatchMany(
    recipients.map(({ id }) => mailOf(notification, id)),
    { trx }
  )
}

function mailOf(notification: AppNotification<any>, userId: number) {
  const { data } = notification
  const { kind } = classOf(notification)
  return (
    notification.mailFor(userId) ?? {
      job: () => import('#jobs/send_notification_mail'),
      payload: { userId, kind, data },
    }
  )
}

function classOf(notification: AppNotification<any>) {
  return notification.constructor as unknown as NotificationClass
}
