import env from '#start/env'
import { defineConfig } from '#queue/define_config'

const queueConfig = defineConfig({
  connection: env.get('QUEUE_CONNECTION', 'postgres'),

  /**
   * Dispatching to a queue that is not named here is an error at once.
   */
  queues: ['high', 'default', 'low'],

  /**
   * A worker that is killed loses nothing: its jobs run again within this time.
   */
  lease: env.get('QUEUE_LEASE', '30s'),
})

export default queueConfig
