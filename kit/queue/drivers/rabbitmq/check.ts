import { connect as openSocket } from 'node:net'
import { E_BROKER_REFUSED } from '#queue/errors'
import { connect, destroy } from '#queue/drivers/rabbitmq/connection'
import { nameOf, urlsOf } from '#queue/drivers/rabbitmq/hosts'
import type { RabbitmqTopology } from '#queue/drivers/rabbitmq/topology'

const ANSWER_WITHIN_MS = 1000

/** Redis and web servers read lines, and answer this one. */
const QUESTION = 'PING\r\n\r\n'
const ANSWER_OF_STRANGERS = /^(\+PONG|-[A-Z]+ |HTTP\/)/

/**
 * Declares the queues, if a node of RabbitMQ answers.
 * @param lease in milliseconds
 * @throws E_BROKER_REFUSED
 */
export async function checkRabbitmq(url: string, lease: number, topology: RabbitmqTopology) {
  for (const node of urlsOf(url)) {
    try {
      return await tryOnce(node, lease, topology)
    } catch (error) {
      const refusal = refusalOf(error, node) ?? (await strangerAt(node, error))
      if (refusal) throw new E_BROKER_REFUSED([refusal], { cause: error })
    }
  }
}

async function tryOnce(url: string, lease: number, topology: RabbitmqTopology) {
  const connection = await connect(url, lease)
  try {
    const channel = await connection.acquire()
    await topology.declare(channel)
    await channel.close()
    await connection.close()
  } finally {
    destroy(connection)
  }
}

/**
 * @returns a sentence that says what to do, or undefined when RabbitMQ is merely away
 */
function refusalOf(error: unknown, url: string) {
  const { code, message } = error as Error & { code?: string }
  if (code === 'E_BROKER_REFUSED') return message

  const { host, username, pathname } = new URL(url)
  const vhost = decodeURIComponent(pathname.slice(1)) || '/'
  switch (code) {
    case 'ACCESS_REFUSED':
      return message.includes('access to')
        ? `The user "${username}" lacks permissions in the RabbitMQ virtual host "${vhost}". Grant configure, write and read with rabbitmqctl set_permissions`
        : `RabbitMQ at ${host} refuses the user "${username}" or its password. Correct AMQP_URL`
    case 'NOT_ALLOWED':
      return `RabbitMQ at ${host} has no virtual host "${vhost}" for the user "${username}". Correct AMQP_URL, or create it with rabbitmqctl add_vhost and set_permissions`
    case 'PRECONDITION_FAILED':
      return `A queue or exchange of this app exists in RabbitMQ with other arguments (${message}). Empty and delete it, then start again`
    case 'EPROTO':
      return /wrong version number/.test(message)
        ? `RabbitMQ at ${host} does not speak TLS on this port. Write amqp:// instead of amqps://, or use the TLS port`
        : undefined
    case 'VERSION_MISMATCH':
      return `The server at ${host} does not speak AMQP 0.9.1. Correct AMQP_URL`
  }
}

/**
 * Finds out whether a server that did not answer AMQP's greeting is something other than RabbitMQ. A frozen RabbitMQ
 * does not answer either.
 */
async function strangerAt(url: string, error: unknown) {
  if ((error as { code?: string }).code !== 'CONNECTION_TIMEOUT') return
  const { host, port } = new URL(url)
  const answer = await answerFrom(nameOf(new URL(url)), Number(port || 5672))
  if (!ANSWER_OF_STRANGERS.test(answer)) return
  return `The server at ${host} is not RabbitMQ. Correct AMQP_URL`
}

function answerFrom(host: string, port: number) {
  return new Promise<string>((resolve) => {
    const socket = openSocket({ host, port, timeout: ANSWER_WITHIN_MS })
    const finish = (answer = Buffer.alloc(0)) => {
      resolve(answer.toString())
      socket.destroy()
    }
    socket.once('connect', () => socket.write(QUESTION))
    socket.once('data', finish)
    for (const event of ['error', 'end', 'timeout']) socket.once(event, () => finish())
  })
}
