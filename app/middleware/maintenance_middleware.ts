import type { HttpContext } from '@adonisjs/core/http'
import BaseMaintenanceMiddleware from '#maintenance/maintenance_middleware'
import type { MaintenanceNotice } from '#maintenance/maintenance_middleware'
import settings from '#settings'

/** Shows that the app is down, from `node ace down` to `node ace up`. See docs/deploy.md. */
export default class MaintenanceMiddleware extends BaseMaintenanceMiddleware {
  protected get usualMessage() {
    return settings.get('maintenance.message')
  }

  protected render(ctx: HttpContext, { message, until }: MaintenanceNotice) {
    return ctx.inertia.render('errors/maintenance', {
      message,
      expectation: until && this.#expectation(ctx, until),
      canReopen: ['GET', 'HEAD'].includes(ctx.request.method()),
    })
  }

  #expectation({ formats, t }: HttpContext, until: string) {
    const zone = formats.timeZoneName(formats.region.timeZone)
    return t('errors.maintenance.until', { time: formats.dateTime(until, 'long'), zone })
  }
}
