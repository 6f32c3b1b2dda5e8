import type { HttpContext } from '@adonisjs/core/http'
import notificationsConfig from '#config/notifications'
import { openStream } from '#http/live/streams'

export default class NotificationStreamsController {
  async show(ctx: HttpContext) {
    const { id } = ctx.auth.getUserOrFail()
    const until = ctx.impersonation?.expiresAt.toJSDate()
    return openStream(ctx, id, notificationsConfig.mostStreams, until)
  }
}
