import type pg from 'pg'
import type { HeldJob } from '#queue/keeper/held_jobs'

/** How the thread that keeps a worker's leases reaches the broker. It can be sent to a thread. */
export type KeepingSettings =
  | { broker: 'postgres'; connection: pg.PoolConfig; lease: number }
  | { broker: 'redis'; url: string; prefix: string; lease: number }
  | { broker: 'rabbitmq'; url: string; path: string }

/**
 * Keeps the leases of a worker on a thread of its own, while the worker's event loop is blocked.
 */
export interface Keeping {
  /** Extends the leases of these jobs. It is called again and again. */
  renew(jobs: HeldJob[]): Promise<void>
  /** The event loop turns again. Closes the connections of `renew`. */
  rest(): Promise<void>
  /** Gives up every job of the worker: it is blocked for longer than a job may take. */
  giveUp(): void
}

/**
 * Loads only the client of that broker.
 * @param onEnd is told why a connection that the thread keeps has ended
 */
export async function createKeeping(
  settings: KeepingSettings,
  onEnd: (reason: string) => void
): Promise<Keeping> {
  if (settings.broker === 'rabbitmq') {
    const { HeartbeatPipe } = await import('#queue/drivers/rabbitmq/heartbeat_pipe')
    return HeartbeatPipe.open(settings.url, settings.path, onEnd)
  }
  const { LockKeeping } = await import('#queue/drivers/bullmq/lock_keeping')
  const opening = openerOf(settings)
  return new LockKeeping(async () => (await opening)(), settings.lease)
}

/** Loads BullMQ and the client while the thread has nothing else to do. */
async function openerOf(settings: Exclude<KeepingSettings, { broker: 'rabbitmq' }>) {
  if (settings.broker === 'redis') {
    const { openRedisLocks } = await import('#queue/drivers/redis/locks')
    return () => openRedisLocks(settings.url, settings.prefix)
  }
  const { openPostgresLocks } = await import('#queue/drivers/postgres/locks')
  return () => openPostgresLocks(settings.connection)
}
