import { Connection, type ConnectionOptions } from 'rabbitmq-client'
import { addressOf, shuffled, urlsOf } from '#queue/drivers/rabbitmq/hosts'
import { E_BROKER_REFUSED } from '#queue/errors'

/** RabbitMQ and its client both close a connection after two missed heartbeats. */
const HEARTBEATS_IN_LEASE = 3

/**
 * After a loss it connects to the next node of the URL. The processes begin with different ones, so that all nodes have
 * connections.
 * @param lease in milliseconds
 * @throws E_BROKER_REFUSED when the URL is invalid
 */
function createConnection(url: string, lease: number, options: ConnectionOptions = {}) {
  const urls = urlsOf(url)
  try {
    return new Connection({
      url: urls[0],
      hosts: shuffled(urls.map(addressOf)),
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
      [
        'AMQP_URL is not an address. Set it to an address such as amqp://user:password@host:5672/vhost',
      ],
      { cause: error }
    )
  }
}

/**
 * Connects through a thread of this process, which knows the nodes and speaks TLS to them: see HeartbeatPipe.
 * @param path the Unix socket of the thread
 */
export function createConnectionThrough(path: string, url: string, lease: number) {
  return createConnection(url, lease, {
    url: urlsOf(url)[0].replace(/^amqps:/, 'amqp:'),
    hosts: undefined,
    socket: { path } as never,
  })
}

/**
 * Tries to connect once, to all nodes of the URL side by side, and keeps the first connection.
 * @throws the error, with the code of RabbitMQ or of the system
 */
export async function connect(url: string, lease: number): Promise<Connection> {
  const attempts = urlsOf(url).map((node) => connectTo(node, lease))
  const first = await Promise.any(attempts).catch(({ errors }) => {
    throw errors[0]
  })
  for (const attempt of attempts) {
    attempt.then((other) => other !== first && destroy(other)).catch(() => {})
  }
  return first
}

async function connectTo(url: string, lease: number) {
  const connection = createConnection(url, lease)
  try {
    await new Promise<void>((resolve, reject) => {
      connection.once('connection', resolve)
      connection.on('error', reject)
    })
    return connection
  } catch (error) {
    destroy(connection)
    throw error
  }
}

/**
 * Closes the connection for good. The client reports a lost connection before it plans to reconnect. If it were
 * destroyed at that moment, it would connect again and stay open.
 */
export function destroy(connection: Connection) {
  queueMicrotask(() => connection.unsafeDestroy())
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
