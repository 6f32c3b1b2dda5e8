import { errors } from '@adonisjs/core/http'
import type { HttpContext } from '@adonisjs/core/http'
import Notification from '#models/notification'

export default class NotificationReadsController {
  async store({ auth, params, request, response }: HttpContext) {
    const { id } = auth.getUserOrFail()
    if (!(await Notification.markRead(id, params.id))) {
      throw new errors.E_ROUTE_NOT_FOUND([request.method(), request.url()])
    }
    return response.redirect().withQs().back('/notifications')
  }
}
