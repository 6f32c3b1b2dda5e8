import env from '#start/env'
import { defineConfig } from '#queue/define_config'

const queueConfig = defineConfig({
  jobs: () => import('#generated/jobs'),
  schedules: () => import('#start/schedules'),

  /**
   * The broker: postgres, redis or rabbitmq. With `sync` a job runs immediately in the process that dispatches it.
   */
  connection: env.get('QUEUE_CONNECTION', 'postgres'),
  redis: {
    url: env.get('REDIS_URL', 'redis://127.0.0.1:6379'),
    prefix: env.get('QUEUE_PREFIX'),
  },
  rabbitmq: {
    url: env.get('AMQP_URL', 'amqp://guest:guest@127.0.0.1:5672'),
    management: env.get('AMQP_MANAGEMENT_URL'),
    prefix: env.get('QUEUE_PREFIX'),
  },

  /**
   * Dispatching to a queue that is not listed here throws immediately. Of ten jobs that a busy worker takes, six are
   * from high, three from default and one from low.
   */
  queues: { high: 6, default: 3, low: 1 },

  /**
   * A killed worker loses no job: its jobs run again within this time.
   */
  lease: env.get('QUEUE_LEASE', '30s'),
})

export default queueConfig
