import { Connection, type ConnectionOptions } from 'rabbitmq-client'
import { E_BROKER_REFUSED } from '#queue/errors'

/** RabbitMQ and its client both give up a connection after two heartbeats without a word. */
const HEARTBEATS_IN_LEASE = 3

/**
 * @param lease milliseconds
 * @throws E_BROKER_REFUSED when the URL is none
 */
export function createConnection(url: string, lease: number, options: ConnectionOptions = {}) {
  try {
    return new Connection({
      url,
      // Nagle's algorithm and delayed acknowledgements cost 40 ms together.
      noDelay: true,
      heartbeat: Math.max(1, Math.floor(lease / 1000 / HEARTBEATS_IN_LEASE)),
      connectionTimeout: 5000,
      acquireTimeout: 5000,
      retryLow: 200,
      retryHigh: 2000,
      ...options,
    })
  } catch (error) {
    throw new E_BROKER_REFUSED(
      ['AMQP_URL is not an address. Set it to one like amqp://user:password@host:5672/vhost'],
      { cause: error }
    )
  }
}

/**
 * A connection that is tried once.
 * @throws what went wrong, with RabbitMQ's or the system's code
 */
export async function connect(url: string, lease: number): Promise<Connection> {
  const connection = createConnection(url, lease)
  try {
    await new Promise<void>((resolve, reject) => {
      connection.once('connection', resolve)
      connection.on('error', reject)
    })
    return connection
  } catch (error) {
    connection.unsafeDestroy()
    throw error
  }
}

/**
 * @returns what somebody has to do about it, or undefined when RabbitMQ is merely away
 */
export function refusalOf(error: unknown, url: string) {
  const { code, message } = error as Error & { code?: string }
  if (code === 'E_BROKER_REFUSED') return message

  const { host, username, pathname } = new URL(url)
  const vhost = decodeURIComponent(pathname.slice(1)) || '/'
  switch (code) {
    case 'ACCESS_REFUSED':
      return message.includes('QueueDeclare') || message.includes('ExchangeDeclare')
        ? `RabbitMQ does not let the user "${username}" make queues in "${vhost}". Give it permissions by rabbitmqctl set_permissions`
        : `RabbitMQ at ${host} refuses the user "${username}" or its password. Correct AMQP_URL`
    case 'NOT_ALLOWED':
      return `RabbitMQ at ${host} has no virtual host "${vhost}" for the user "${username}". Correct AMQP_URL, or make it by rabbitmqctl add_vhost and set_permissions`
    case 'PRECONDITION_FAILED':
      return `RabbitMQ has a queue or exchange of ours that was made differently (${message}). Empty and delete it, then start again`
    case 'VERSION_MISMATCH':
      return `The server at ${host} does not speak AMQP 0.9.1. Correct AMQP_URL`
  }
}

/**
 * @throws when the promise takes longer
 */
export async function within<Value>(milliseconds: number, promise: Promise<Value>): Promise<Value> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(silence()), milliseconds)
  })
  return Promise.race([promise, late]).finally(() => clearTimeout(timer))
}

export function silence() {
  return new Error('RabbitMQ did not answer in time')
}
