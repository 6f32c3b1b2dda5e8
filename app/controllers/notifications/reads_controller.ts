import { errors } from '@adonisjs/core/http'
import type { HttpContext } from '@adonisjs/core/http'
import Notification from '#models/notification'
import { pagePath } from '#services/page_path'
import { readNotificationValidator } from '#validators/notification_choices'

export default class NotificationReadsController {
  /** A browser without scripts also follows the link of the notification with it. */
  async store({ auth, params, request, response }: HttpContext) {
    const { follows } = await request.validateUsing(readNotificationValidator)
    const read = await Notification.markRead(auth.getUserOrFail().id, params.id)
    if (!read) throw new errors.E_ROUTE_NOT_FOUND([request.method(), request.url()])

    const path = follows && pagePath(read.path)
    return path
      ? response.redirect().toPath(path)
      : response.redirect().withQs().back('/notifications')
  }
}
