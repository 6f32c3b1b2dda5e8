import type { Queue } from 'bullmq'
import { ReplyError, type Redis } from 'ioredis'
import type { BrokerClock } from '#queue/drivers/bullmq/broker_clock'
import { LeanQueue } from '#queue/drivers/bullmq/internals/lean_queue'
import { toBullJob } from '#queue/drivers/bullmq/job_mapping'
import { hasSentinels } from '#queue/drivers/redis/address'
import {
  answerOf,
  clockOf,
  connect,
  createImpatientClient,
  type RedisSettings,
} from '#queue/drivers/redis/client'
import { isLate, muteEvents, refuseLateJobs } from '#queue/drivers/bullmq/internals/redis_scripts'
import type { StoredJob } from '#queue/types'

const CHUNK = 500
/** Differs from the keys of the queues, which have two parts after the prefix. */
const SINCE = 'since'
/** Longer than the client waits for an answer, so a job that starts later has started after the key was written. */
const SLOWEST_ANSWER_MS = 5000
/** How long a dispatch waits for a replica. */
const REPLICA_MS = 1000
const WAITING = ['waiting', 'prioritized', 'delayed', 'paused']

interface Connection {
  client: Redis
  clock: BrokerClock
  queues: Map<string, Queue>
  ready: Promise<void>
}

/**
 * Publishes jobs to Redis. It connects when there is something to send, and again after each error. It keeps nothing to
 * send later.
 */
export class RedisPublisher {
  #connection?: Connection

  constructor(private settings: RedisSettings) {}

  async publish(jobs: StoredJob[]) {
    const queues = Map.groupBy(jobs, (job) => job.queue)
    for (const [queue, ofQueue] of queues) {
      for (let start = 0; start < ofQueue.length; start += CHUNK) {
        await this.#publishChunk(queue, ofQueue.slice(start, start + CHUNK))
      }
    }
  }

  async remove(queue: string, id: string) {
    return this.#ask(async (connection) => {
      const jobs = this.#queue(connection, queue)
      if (!WAITING.includes(await jobs.getJobState(id))) return false
      return (await jobs.remove(id)) === 1
    })
  }

  async clear(queue: string) {
    await this.#ask((connection) => this.#queue(connection, queue).drain(true))
  }

  async has(queue: string, ids: string[]) {
    return this.#ask(async (connection) => {
      const jobs = this.#queue(connection, queue)
      const pipeline = connection.client.pipeline()
      ids.forEach((id) => pipeline.exists(jobs.toKey(id)))
      const answers = (await pipeline.exec()) ?? []
      return new Set(ids.filter((_, index) => answers[index]?.[1] === 1))
    })
  }

  /**
   * A key stores when we first asked, and the run id of the server. The key is missing when Redis was emptied. The run
   * id differs when Redis was restarted or another server took over: the last writes may be lost then.
   */
  async keepsSince(now: number) {
    return this.#ask(async ({ client }) => {
      const key = `${this.settings.prefix}:${SINCE}`
      const [info, known] = await Promise.all([client.info('server'), client.get(key)])
      const server = /^run_id:(\w+)/m.exec(info)?.[1] ?? ''
      const [knownServer, since] = known?.split(' ') ?? []
      if (knownServer === server && Number(since) > 0) return Number(since)

      await client.set(key, `${server} ${now + SLOWEST_ANSWER_MS}`)
      return now + SLOWEST_ANSWER_MS
    })
  }

  close() {
    this.#connection?.client.disconnect()
    this.#connection = undefined
  }

  async #publishChunk(queue: string, chunk: StoredJob[]) {
    try {
      await this.#add(queue, chunk)
    } catch (error) {
      if (!isLate(error)) throw error
      // The server's clock was changed: measure it again, and try once more.
      this.close()
      await this.#add(queue, chunk)
    }
  }

  #add(queue: string, chunk: StoredJob[]) {
    return this.#ask(async (connection) => {
      if (!connection.clock.isFresh) await connection.clock.measure()
      const jobs = this.#queue(connection, queue)
      const bulk = chunk.map((job) => {
        const { name, data, opts } = toBullJob(job)
        return { name, data, opts: { ...opts, timestamp: connection.clock.now() } }
      })
      await (bulk.length === 1
        ? jobs.add(bulk[0].name, bulk[0].data, bulk[0].opts)
        : jobs.addBulk(bulk))
      if (hasSentinels(this.settings.url)) await untilReplicated(connection.client)
    })
  }

  async #ask<Answer>(question: (connection: Connection) => Promise<Answer>): Promise<Answer> {
    const connection = (this.#connection ??= this.#open())
    try {
      return await answerOf(
        connection.client,
        connection.ready.then(() => question(connection))
      )
    } catch (error) {
      if (this.#connection === connection && !(error instanceof ReplyError)) this.close()
      throw error
    }
  }

  #open(): Connection {
    const client = createImpatientClient(this.settings.url)
    const clock = clockOf(client)
    refuseLateJobs(client)
    muteEvents(client)
    const ready = connect(client).then(() => clock.measure())
    const connection = { client, clock, ready, queues: new Map() }
    client.once('end', () => {
      if (this.#connection === connection) this.#connection = undefined
    })
    return connection
  }

  #queue({ client, queues }: Connection, name: string): Queue {
    const known = queues.get(name)
    if (known) return known

    const { prefix } = this.settings
    const queue = new LeanQueue(name, {
      connection: client,
      prefix,
      skipVersionCheck: true,
      skipMetasUpdate: true,
    })
    queue.on('error', () => undefined)
    queues.set(name, queue)
    return queue
  }
}

/**
 * Waits until a replica has all that this client has written. Sentinels promote the replica that has received most.
 * @throws if there is none in time: the primary may be one that others have replaced
 */
async function untilReplicated(client: Redis) {
  const replicas = await client.wait(1, REPLICA_MS)
  if (replicas === 0) throw new Error(`No replica of Redis had the job after ${REPLICA_MS} ms`)
}
