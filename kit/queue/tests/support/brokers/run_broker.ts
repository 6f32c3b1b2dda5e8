import type { BrokerServer } from './broker_server.ts'
import { RabbitmqServer } from './rabbitmq_server.ts'
import { RedisServer } from './redis_server.ts'

/** The brokers that need a server of their own, by their name in QUEUE_CONNECTION. */
export const brokers = {
  redis: { title: 'Redis', variable: 'REDIS_URL', Server: RedisServer },
  rabbitmq: { title: 'RabbitMQ', variable: 'AMQP_URL', Server: RabbitmqServer },
} as const

let server: BrokerServer | undefined

/**
 * Starts the server that QUEUE_CONNECTION asks for, unless its URL names one, and puts its address into the environment.
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
 * The server of this run, to be killed, frozen and emptied: a test leaves it running.
 * @throws when the jobs are on PostgreSQL, or on a server that the run has not started
 */
export function runBroker() {
  if (!server) throw new Error('This run has not started a broker of its own')
  return server
}

export async function endRunBroker() {
  await server?.end()
}
