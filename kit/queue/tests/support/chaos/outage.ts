import queue from '#queue/main'
import { startDatabaseProxy } from '#queue/tests/support/brokers/database_proxy'
import { RabbitmqServer } from '#queue/tests/support/brokers/rabbitmq_server'
import { runBroker } from '#queue/tests/support/brokers/run_broker'

export interface Outage {
  /** The environment for workers that the outage affects. */
  env: NodeJS.ProcessEnv
  begin(): Promise<void>
  end(): Promise<void>
}

/**
 * An outage of this run's broker: it is killed with `kill -9`. PostgreSQL is only cut off, because every other test
 * needs it too.
 */
export async function brokerOutage(cleanup: (end: () => Promise<void>) => void): Promise<Outage> {
  if (queue.config.connection === 'postgres') return databaseOutage(cleanup)

  const broker = runBroker()
  cleanup(async () => {
    if (!broker.isRunning) await broker.start()
  })
  return {
    env: {},
    async begin() {
      if (broker instanceof RabbitmqServer) await broker.settle()
      await broker.kill()
    },
    end: () => broker.start(),
  }
}

/**
 * An outage of PostgreSQL for the workers that get `env`.
 */
export async function databaseOutage(cleanup: (end: () => Promise<void>) => void): Promise<Outage> {
  const { proxy, url } = await startDatabaseProxy()
  cleanup(() => proxy.end())
  return {
    env: { DATABASE_URL: url },
    begin: () => proxy.cut(),
    end: () => proxy.restore(),
  }
}
