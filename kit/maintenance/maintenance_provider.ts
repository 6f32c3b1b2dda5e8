import type { ApplicationService } from '@adonisjs/core/types'

/** A web process knows whether the app is down before it takes its first request, if the database answers. */
export default class MaintenanceProvider {
  constructor(protected app: ApplicationService) {}

  async start() {
    if (this.app.getMode() !== 'run') return
    const { followMaintenance } = await import('#maintenance/state')
    await followMaintenance()
  }
}
