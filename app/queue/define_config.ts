import type { QueueConfig } from '#queue/types'

/**
 * Defaults of config/queue.ts.
 */
export function defineConfig(config: Partial<QueueConfig>): QueueConfig {
  return {
    connection: 'postgres',
    queues: ['high', 'default', 'low'],
    lease: '30s',
    crashes: 3,
    keepUnknown: '1h',
    ...config,
    defaults: { attempts: 3, backoff: '5s', ...config.defaults },
    retention: { completed: '1h', failed: '30d', ...config.retention },
  }
}
