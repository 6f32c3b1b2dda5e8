import type { ApplicationService } from '@adonisjs/core/types'
import { addEncryptedPlaces } from '#keys/places'
import { createDriver } from '#queue/drivers/main'
import { jobs as ownJobs } from '#queue/jobs/main'
import { JobRegistry } from '#queue/registry/job_registry'
import { JobStore } from '#queue/run_log/job_store'
import type { QueueContext } from '#queue/queue_context'
import { QueueManager } from '#queue/queue_manager'
import { RunLog } from '#queue/run_log/run_log'
import type { QueueConfig } from '#queue/types'

/**
 * Binds our queue instead of `@rlanz/bull-queue`'s, so the service of that package returns our queue too.
 */
export default class QueueProvider {
  #manager?: QueueManager

  constructor(protected app: ApplicationService) {}

  register() {
    this.app.container.singleton(QueueManager, async (resolver) => {
      const config = this.app.config.get<QueueConfig>('queue')
      const { jobs } = await config.jobs()
      const [db, emitter, logger] = await Promise.all([
        resolver.make('lucid.db'),
        resolver.make('emitter'),
        resolver.make('logger'),
      ])
      const store = new JobStore(db)
      const log = new RunLog(store, (error) => {
        logger.error(`The run log has a problem (${error.message})`)
      })
      const driver = await createDriver(config, store)
      const registry = new JobRegistry({ ...ownJobs, ...jobs })
      const inlineWorker = async (queue: QueueContext) => {
        const { InlineWorker } = await import('#queue/worker/inline_worker')
        return new InlineWorker(this.app, queue, logger)
      }
      this.#manager = new QueueManager(config, registry, driver, store, log, emitter, inlineWorker)
      return this.#manager
    })
    this.app.container.alias('rlanz/queue', QueueManager as never)
  }

  boot() {
    addEncryptedPlaces(async () => {
      const { encryptedPayloads } = await import('#queue/control/encrypted_payloads')
      const { store } = await this.app.container.make(QueueManager)
      return encryptedPayloads(store.connection)
    })
  }

  /**
   * Writes the last dispatches to the run log before the process ends.
   */
  async shutdown() {
    await this.#manager?.log.close()
    await this.#manager?.driver.close()
  }
}
