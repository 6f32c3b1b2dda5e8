import type { HttpContext } from '@adonisjs/core/http'
import Notification from '#models/notification'
import NotificationTransformer from '#transformers/notification_transformer'
import { paginationValidator } from '#validators/pagination'

const NOTIFICATIONS_PER_PAGE = 20

export default class NotificationsController {
  async index({ auth, inertia, request, t }: HttpContext) {
    const { page = 1 } = await request.validateUsing(paginationValidator, { data: request.qs() })
    const { id } = auth.getUserOrFail()
    const [rows, { total, unread }] = await Promise.all([
      Notification.newest(id, { page, perPage: NOTIFICATIONS_PER_PAGE }),
      Notification.countsOf(id),
    ])

    return inertia.render('notifications/index', {
      unread,
      notifications: {
        data: await NotificationTransformer.list(rows, t),
        metadata: {
          total,
          perPage: NOTIFICATIONS_PER_PAGE,
          currentPage: page,
          lastPage: Math.max(1, Math.ceil(total / NOTIFICATIONS_PER_PAGE)),
        },
      },
    })
  }
}
