import { Job, E_PERMANENT_FAILURE, type JobContext } from '#queue/main'
import type { NotificationData } from '#notifications/app_notification'
import Notification from '#models/notification'
import User from '#models/user'
import { deliver } from '#services/notify'

interface Payload {
  userIds: number[]
  kind: string
  data: NotificationData
}

export default class DeliverNotifications extends Job {
  async handle({ userIds, kind, data }: Payload, { transaction }: JobContext) {
    const notification = await Notification.revive(kind, data)
    if (!notification) throw new E_PERMANENT_FAILURE([`There is no notification "${kind}"`])

    await transaction(async (trx) => {
      const users = await User.query({ client: trx })
        .whereIn('id', userIds)
        .whereNull('disabled_at')
      await deliver(users, notification, trx)
    })
  }
}
