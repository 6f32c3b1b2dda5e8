import app from '@adonisjs/core/services/app'
import { QueueManager } from '#queue/queue_manager'

let queue: QueueManager

await app.booted(async () => {
  queue = await app.container.make(QueueManager)
})

/**
 * The queue: the same object as `@rlanz/bull-queue/services/main` exports.
 */
export { queue as default }
