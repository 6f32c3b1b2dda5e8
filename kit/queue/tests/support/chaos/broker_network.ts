import queue from '#queue/main'
import { createDriver } from '#queue/drivers/main'
import { QueueManager } from '#queue/queue_manager'
import { brokers, runBroker } from '#queue/tests/support/brokers/run_broker'
import { TcpProxy } from '#queue/tests/support/brokers/tcp_proxy'

/**
 * A separate network between the broker of this run and its clients: the workers that get `env`, and the dispatcher.
 */
export async function brokerNetwork(cleanup: (end: () => Promise<void>) => void) {
  const connection = queue.config.connection as keyof typeof brokers
  const proxy = new TcpProxy(runBroker().port)
  await proxy.start()
  const address = new URL(runBroker().url)
  address.port = String(proxy.port)

  const dispatcher = await dispatcherFor(connection, address.href)
  cleanup(async () => {
    await dispatcher.driver.close()
    await proxy.end()
  })
  return { proxy, dispatcher, env: { [brokers[connection].variable]: address.href } }
}

/** The queue of a web server that reaches the broker at this address. */
async function dispatcherFor(connection: keyof typeof brokers, url: string) {
  const { registry, store, log, emitter } = queue
  const config = { ...queue.config, [connection]: { ...queue.config[connection], url } }
  const driver = await createDriver(config, store)
  return new QueueManager(config, registry, driver, store, log, emitter, () => {
    throw new Error('It only dispatches')
  })
}
