import queue from '#queue/main'
import { startDatabaseProxy } from '#queue/tests/support/brokers/database_proxy'
import { RabbitmqServer } from '#queue/tests/support/brokers/rabbitmq_server'
import { runBroker } from '#queue/tests/support/brokers/run_broker'

export interface Outage {
  /** What the workers need in their environment to be concerned. */
  env: NodeJS.ProcessEnv
  begin(): Promise<void>
  end(): Promise<void>
}

/**
 * The broker of this run, to be taken away: killed with -9, or cut off where it is PostgreSQL, which every other test
 * needs too.
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
 * PostgreSQL as it is for the workers that get `env`.
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
