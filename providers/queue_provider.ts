import type { ApplicationService } from '@adonisjs/core/types'
import { PostgresDriver } from '#queue/drivers/postgres'
import { JobRegistry } from '#queue/job_registry'
import { QueueManager } from '#queue/queue_manager'
import type { QueueConfig } from '#queue/types'

/**
 * Binds our queue in the place of `@rlanz/bull-queue`'s, whose service therefore is ours too.
 */
export default class QueueProvider {
  constructor(protected app: ApplicationService) {}

  register() {
    this.app.container.singleton(QueueManager, async (resolver) => {
      const { jobs } = await import('#generated/jobs')
      const config = this.app.config.get<QueueConfig>('queue')
      const driver = new PostgresDriver(config, await resolver.make('lucid.db'))
      return new QueueManager(config, new JobRegistry(jobs), driver)
    })
    this.app.container.alias('rlanz/queue', QueueManager as never)
  }
}
