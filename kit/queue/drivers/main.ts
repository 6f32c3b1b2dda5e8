import type { QueueDriver } from '#queue/drivers/driver'
import { throughPostgres } from '#queue/pending_job'
import { namespaceOf } from '#queue/installation'
import type { Outbox } from '#queue/drivers/rabbitmq/settlement'
import type { JobStore } from '#queue/run_log/job_store'
import type { QueueConfig } from '#queue/types'

/**
 * Creates the driver of the configured connection. The clients of the other brokers are not loaded.
 */
export async function createDriver(config: QueueConfig, store: JobStore): Promise<QueueDriver> {
  switch (config.connection) {
    case 'redis': {
      const { RedisDriver } = await import('#queue/drivers/redis/driver')
      return new RedisDriver(config, () => namespaceOf(config, store))
    }
    case 'rabbitmq':
      return createRabbitmqDriver(config, store)
    default: {
      const { PostgresDriver } = await import('#queue/drivers/postgres/driver')
      return new PostgresDriver(config, store)
    }
  }
}

async function createRabbitmqDriver(config: QueueConfig, store: JobStore) {
  const { RabbitmqDriver } = await import('#queue/drivers/rabbitmq/driver')
  const outbox: Outbox = {
    put: (job, delay) =>
      store.enqueue([throughPostgres({ ...job, delay, connection: 'rabbitmq' })]),
  }
  return new RabbitmqDriver(config, outbox, () => namespaceOf(config, store))
}
