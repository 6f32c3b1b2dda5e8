import router from '@adonisjs/core/services/router'
import { controllers } from '#generated/controllers'
import { middleware } from '#start/kernel'
import { ROW_ID } from '#start/row_id'

router
  .group(() => {
    router.get('notifications', [controllers.Notifications, 'index']).as('notifications.index')
    router
      .post('notifications/:id/read', [controllers.notifications.Reads, 'store'])
      .as('notification_reads.store')
      .where('id', ROW_ID)
    router
      .post('notifications/read', [controllers.notifications.Unread, 'destroy'])
      .as('unread_notifications.destroy')
    router
      .get('settings/notifications', [controllers.settings.NotificationChoices, 'edit'])
      .as('notification_choices.edit')
    router
      .post('settings/notifications', [controllers.settings.NotificationChoices, 'update'])
      .as('notification_choices.update')
  })
  .use(middleware.auth())
  .use(middleware.access('self'))
  .use(middleware.secondFactor())

/** Scripts of open pages ask for these, and cannot follow a redirect to the set-up of a second factor. */
router
  .group(() => {
    router
      .get('notifications/unread', [controllers.notifications.Unread, 'show'])
      .as('unread_notifications.show')
    router
      .get('notifications/stream', [controllers.notifications.Streams, 'show'])
      .as('notification_streams.show')
  })
  .use(middleware.auth())
  .use(middleware.access('self'))
