import { Queue } from 'bullmq'
import { Connection } from 'rabbitmq-client'
import db from '@adonisjs/lucid/services/db'
import { namespaceOf } from '#queue/installation'
import queue from '#queue/main'
import { Redis } from 'ioredis'

export interface HostileMessage {
  id: string
  name: string
  /** The text in the place of the job's message: JSON, or invalid JSON. */
  data: string
}

const { connection, redis, rabbitmq } = queue.config

async function prefix() {
  const namespace = await namespaceOf(queue.config, queue.store)
  return namespace.prefix
}

/**
 * Puts messages directly into the broker that the queue itself would never send.
 */
export async function sendHostile(messages: HostileMessage[]) {
  if (connection === 'redis') await sendToRedis(messages)
  else if (connection === 'rabbitmq') await sendToRabbitmq(messages)
  else await sendToPostgres(messages)
}

/** PostgreSQL stores only JSON, so invalid JSON is stored as a JSON string. */
async function sendToPostgres(messages: HostileMessage[]) {
  for (const { id, name, data } of messages) {
    await db.rawQuery(
      `SELECT bullmq.add_job('default', ?, ?, ?::jsonb, '{}', 0, 0, ?, 3, null, null, null, null, null, false)`,
      [id, name, isJson(data) ? data : JSON.stringify(data), Date.now()]
    )
  }
}

async function sendToRedis(messages: HostileMessage[]) {
  const client = new Redis(redis.url, { maxRetriesPerRequest: null })
  const jobs = new Queue('default', { connection: client, prefix: await prefix() })
  await jobs.pause()
  for (const { id, name, data } of messages) {
    await jobs.add(name, {}, { jobId: id, attempts: 3 })
    await client.hset(jobs.toKey(id), 'data', data)
  }
  await jobs.resume()
  await jobs.close()
  client.disconnect()
}

async function sendToRabbitmq(messages: HostileMessage[]) {
  const client = new Connection(rabbitmq.url)
  const publisher = client.createPublisher({ confirm: true })
  for (const { id, name, data } of messages) {
    const job = { id, name, attempts: 3, backoff: 100 }
    const body = `${JSON.stringify(job).slice(0, -1)},"message":${data}}`
    await publisher.send(
      { routingKey: `${await prefix()}.default`, durable: true },
      Buffer.from(body)
    )
  }
  await publisher.close()
  await client.close()
}

/**
 * Counts the messages in RabbitMQ's queue for unreadable messages.
 */
export async function countDead() {
  const client = new Connection(rabbitmq.url)
  const { messageCount } = await client.queueDeclare({
    queue: `${await prefix()}.dead`,
    passive: true,
  })
  await client.close()
  return messageCount
}

function isJson(text: string) {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
