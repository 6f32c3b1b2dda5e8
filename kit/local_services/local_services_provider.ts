import localServices from '#local_services/main'
import { startLocalServices } from '#local_services/start'
import type { ApplicationService } from '@adonisjs/core/types'

/**
 * It is registered before every provider that connects, so it boots first and shuts down last (providers shut down in
 * reverse).
 */
export default class LocalServicesProvider {
  constructor(protected app: ApplicationService) {}

  async boot() {
    await this.#addPages()
    if (this.app.getMode() === 'run') await startLocalServices(this.app)
  }

  async shutdown() {
    await localServices.release()
  }

  /** Before the product's routes, the last of which matches every address. */
  async #addPages() {
    if (this.app.inProduction) return
    const { addMailbox, addMailPreviews } = await import('#local_services/mailbox/routes')
    const router = await this.app.container.make('router')
    addMailbox(router)
    addMailPreviews(router)
  }
}
