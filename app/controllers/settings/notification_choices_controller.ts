import type { HttpContext } from '@adonisjs/core/http'
import Notification from '#models/notification'
import { CHANNELS } from '#notifications/app_notification'
import NotificationKindTransformer from '#transformers/notification_kind_transformer'
import { updateNotificationChoicesValidator } from '#validators/notification_choices'

export default class NotificationChoicesController {
  async edit({ auth, inertia, t }: HttpContext) {
    const user = auth.getUserOrFail()
    const kinds = await Notification.kinds()
    return inertia.render('settings/notification_choices/edit', {
      channels: [...CHANNELS],
      kinds: kinds.map((kind) => new NotificationKindTransformer(kind, user, t).toObject()),
    })
  }

  async update({ auth, request, response, session, t }: HttpContext) {
    const chosen = await request.validateUsing(updateNotificationChoicesValidator)
    await auth.getUserOrFail().chooseNotifications(await Notification.kinds(), chosen)

    session.flash('success', t('flash.notification_choices_saved'))
    return response.redirect().toRoute('notification_choices.edit')
  }
}
