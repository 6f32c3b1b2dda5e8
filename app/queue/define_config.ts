import { E_UNSUPPORTED_CONNECTION } from '#queue/errors'
import type { QueueConfig } from '#queue/types'

const DRIVERS = ['postgres']

interface Settings extends Partial<Omit<QueueConfig, 'defaults' | 'retention'>> {
  defaults?: Partial<QueueConfig['defaults']>
  retention?: Partial<QueueConfig['retention']>
}

/**
 * Completes config/queue.ts with the defaults.
 * @throws E_UNSUPPORTED_CONNECTION
 */
export function defineConfig(settings: Settings): QueueConfig {
  const config: QueueConfig = {
    connection: 'postgres',
    queues: ['high', 'default', 'low'],
    lease: '30s',
    crashes: 3,
    keepUnknown: '1h',
    ...settings,
    defaults: {
      queue: 'default',
      attempts: 3,
      backoff: '5s',
      timeout: '1h',
      ...settings.defaults,
    },
    retention: { completed: '1h', failed: '30d', ...settings.retention },
  }
  if (!DRIVERS.includes(config.connection)) {
    throw new E_UNSUPPORTED_CONNECTION([config.connection, DRIVERS.join(', ')])
  }
  return config
}
