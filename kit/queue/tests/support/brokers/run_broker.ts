import type { BrokerServer } from './broker_server.ts'
import { RabbitmqServer } from './rabbitmq_server.ts'
import { RedisServer } from './redis_server.ts'

/** The brokers with a server of their own, by their name in QUEUE_CONNECTION. */
export const brokers = {
  redis: { title: 'Redis', variable: 'REDIS_URL', Server: RedisServer },
  rabbitmq: { title: 'RabbitMQ', variable: 'AMQP_URL', Server: RabbitmqServer },
} as const

let server: BrokerServer | undefined

/**
 * Starts the server of QUEUE_CONNECTION and sets its URL in the environment, unless the environment has a URL already.
 * @throws when it is not installed
 */
export async function startRunBroker() {
  const broker = Object.entries(brokers).find(
    ([name]) => name === process.env.QUEUE_CONNECTION
  )?.[1]
  if (!broker || process.env[broker.variable]) return

  const { title, variable, Server } = broker
  if (!Server.isInstalled()) {
    throw new Error(
      `The tests on ${title} need ${Server.program}. Install it, or set ${variable} to a server that the tests may empty.`
    )
  }
  server = new Server()
  await server.start()
  process.env[variable] = server.url
}

/**
 * The server of this run. A test may kill, freeze and empty it, but must leave it running.
 * @throws when PostgreSQL is the broker, or when this run has not started the server
 */
export function runBroker() {
  if (!server) throw new Error('This run has not started a broker of its own')
  return server
}

export async function endRunBroker() {
  await server?.end()
}
