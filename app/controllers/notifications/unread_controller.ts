import type { HttpContext } from '@adonisjs/core/http'
import Notification from '#models/notification'
import NotificationTransformer from '#transformers/notification_transformer'

export default class UnreadNotificationsController {
  /** The bell asks for it. */
  async show({ auth, t }: HttpContext) {
    const { unread, newest } = await Notification.newsOf(auth.getUserOrFail().id)
    const [item] = await NotificationTransformer.list(newest ? [newest] : [], t)
    return { unread, newest: item ? { id: item.id, title: item.title } : null }
  }

  /** All are read. */
  async destroy({ auth, response, session, t }: HttpContext) {
    await Notification.markAllRead(auth.getUserOrFail().id)

    session.flash('success', t('flash.notifications_read'))
    return response.redirect().toRoute('notifications.index')
  }
}
