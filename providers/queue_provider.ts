import type { ApplicationService } from '@adonisjs/core/types'
import type { QueueDriver } from '#queue/drivers/driver'
import { E_UNSUPPORTED_CONNECTION } from '#queue/errors'
import { JobRegistry } from '#queue/job_registry'
import { QueueManager } from '#queue/queue_manager'
import type { QueueConfig } from '#queue/types'

/**
 * Binds our queue in the place of `@rlanz/bull-queue`'s, whose service therefore is ours too.
 */
export default class QueueProvider {
  #queue?: QueueManager

  constructor(protected app: ApplicationService) {}

  register() {
    this.app.container.singleton(QueueManager, async () => {
      const { jobs } = await import('#generated/jobs')
      const config = this.app.config.get<QueueConfig>('queue')
      this.#queue = new QueueManager(config, new JobRegistry(jobs), await this.#driver(config))
      return this.#queue
    })
    this.app.container.alias('rlanz/queue', QueueManager as never)
  }

  async shutdown() {
    await this.#queue?.close()
  }

  async #driver(config: QueueConfig): Promise<QueueDriver> {
    if (config.connection !== 'postgres') throw new E_UNSUPPORTED_CONNECTION([config.connection])

    const { PostgresDriver } = await import('#queue/drivers/postgres')
    return new PostgresDriver(
      config,
      this.app.config.get('database.connections.postgres.connection')
    )
  }
}
