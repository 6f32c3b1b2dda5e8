import app from '@adonisjs/core/services/app'
import { QueueManager } from '#queue/queue_manager'

let queue: QueueManager

await app.booted(async () => {
  queue = await app.container.make(QueueManager)
})

/**
 * The same object that `@rlanz/bull-queue/services/main` exports.
 */
export { queue as default }
