import { E_BROKER_REFUSED } from '#queue/errors'
import { connect, destroy } from '#queue/drivers/rabbitmq_connection'
import type { RabbitmqTopology } from '#queue/drivers/rabbitmq_topology'

/**
 * Makes the queues, where RabbitMQ answers.
 * @param lease milliseconds
 * @throws E_BROKER_REFUSED
 */
export async function checkRabbitmq(url: string, lease: number, topology: RabbitmqTopology) {
  try {
    await tryOnce(url, lease, topology)
  } catch (error) {
    const refusal = refusalOf(error, url)
    if (refusal) throw new E_BROKER_REFUSED([refusal], { cause: error })
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
 * @returns what somebody has to do about it, or undefined when RabbitMQ is merely away
 */
function refusalOf(error: unknown, url: string) {
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
