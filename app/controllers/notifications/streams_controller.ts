import type { HttpContext } from '@adonisjs/core/http'
import notificationsConfig from '#config/notifications'
import { openStream } from '#http/live/streams'

export default class NotificationStreamsController {
  async show(ctx: HttpContext) {
    return openStream(ctx, ctx.auth.getUserOrFail().id, notificationsConfig.mostStreams)
  }
}
