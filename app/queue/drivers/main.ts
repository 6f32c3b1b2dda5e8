import type { QueueDriver } from '#queue/drivers/driver'
import { PostgresDriver } from '#queue/drivers/postgres'
import { RedisDriver } from '#queue/drivers/redis'
import type { JobStore } from '#queue/job_store'
import type { QueueConfig } from '#queue/types'

export function createDriver(config: QueueConfig, store: JobStore): QueueDriver {
  if (config.connection === 'redis') return new RedisDriver(config)
  return new PostgresDriver(config, store)
}
