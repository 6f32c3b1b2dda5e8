import localServices from '#local_services/main'
import type { ApplicationService } from '@adonisjs/core/types'
import type { Service } from '#local_services/protocol'

const SERVICES = ['postgres', 'mailbox'] as const

/**
 * Starts PostgreSQL and the mailbox unless the environment names servers. It is registered before every provider that
 * connects, so it boots first and shuts down last (providers shut down in reverse).
 */
export default class LocalServicesProvider {
  constructor(protected app: ApplicationService) {}

  async boot() {
    await this.#addPages()
    const services = this.#missingServices()
    if (services.length > 0) {
      await localServices.acquire(services, {
        database: this.#databaseName(),
        progress: (text) => process.stderr.write(`${text}\n`),
      })
    }
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

  #missingServices() {
    if (this.app.getMode() !== 'run' || this.app.inProduction) {
      return []
    }
    const missing = this.app.config.get<Record<Service, boolean>>('local_services')
    return SERVICES.filter((service) => missing[service])
  }

  #databaseName() {
    return this.app.config.get<string>('database.connections.postgres.connection.database')
  }
}
