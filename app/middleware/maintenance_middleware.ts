import type { HttpContext } from '@adonisjs/core/http'
import BaseMaintenanceMiddleware from '#maintenance/maintenance_middleware'
import type { MaintenanceNotice } from '#maintenance/maintenance_middleware'

/** Shows that the app is down, from `node ace down` to `node ace up`. See docs/deploy.md. */
export default class MaintenanceMiddleware extends BaseMaintenanceMiddleware {
  protected render({ inertia, request }: HttpContext, notice: MaintenanceNotice) {
    const canReopen = ['GET', 'HEAD'].includes(request.method())
    return inertia.render('errors/maintenance', { ...notice, canReopen })
  }
}
