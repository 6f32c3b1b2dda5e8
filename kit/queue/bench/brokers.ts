import { execFileSync } from 'node:child_process'
import { RabbitmqServer } from '../tests/support/brokers/rabbitmq_server.ts'
import { RedisServer } from '../tests/support/brokers/redis_server.ts'
import { pin } from '../../../bench/cores.ts'
import type { Database } from './database.ts'

export const BROKERS = ['postgres', 'redis', 'rabbitmq'] as const
export type BrokerName = (typeof BROKERS)[number]

export interface Broker {
  name: BrokerName
  title: string
  /** The client with which our queue is compared, and the share of its no-op jobs per second that we must reach. */
  bare: { title: string; file: string; share?: number }
  env: NodeJS.ProcessEnv
  /** The server has one thread and is pinned to a core. The workers are pinned to the other core. */
  isPinned?: boolean
  stop(): Promise<void>
}

/**
 * Starts a real, durable server.
 * @returns undefined when it is not installed
 */
export function startBroker(name: BrokerName, database: Database): Promise<Broker | undefined> {
  return { postgres, redis, rabbitmq }[name](database)
}

const BULLMQ = { title: 'bare BullMQ', file: 'bare_bullmq.ts' }

/**
 * @param name `graphile`, or `batches` for graphile-worker that fetches and completes jobs in batches
 * @throws when there is no such rival
 */
export function rivalOf(name: string): Pick<Broker, 'bare' | 'env'> {
  if (!['graphile', 'batches'].includes(name)) throw new Error('--rival is graphile or batches')
  const env: NodeJS.ProcessEnv = name === 'batches' ? { BATCHES: '1' } : {}
  return { bare: { title: 'graphile-worker', file: 'graphile_worker.ts', share: 1 }, env }
}

async function postgres(database: Database): Promise<Broker> {
  return {
    name: 'postgres',
    title: `PostgreSQL ${await database.version()}`,
    bare: BULLMQ,
    env: {},
    stop: async () => {},
  }
}

/**
 * Turns off the rewrite of the append-only file. The many waiting jobs would start it, and it would slow a measurement.
 */
async function redis(): Promise<Broker | undefined> {
  if (!RedisServer.isInstalled()) return undefined
  const server = new RedisServer({
    'appendfsync': 'everysec',
    'auto-aof-rewrite-percentage': '0',
  })
  await server.start()
  pin(server.pid, 'server')
  const [, version] = execFileSync(RedisServer.program, ['--version'], {
    encoding: 'utf8',
  }).match(/v=(\S+)/)!
  return {
    name: 'redis',
    title: `Redis ${version}`,
    bare: BULLMQ,
    env: { REDIS_URL: server.url },
    isPinned: true,
    stop: () => server.end(),
  }
}

async function rabbitmq(): Promise<Broker | undefined> {
  if (!RabbitmqServer.isInstalled()) return undefined
  const server = new RabbitmqServer({ 'vm_memory_high_watermark.absolute': '2GiB' })
  await server.start()
  const answer = await server.evaluate('rabbit_misc:version().')
  const [version] = answer.match(/[\d.]+/)!
  return {
    name: 'rabbitmq',
    title: `RabbitMQ ${version}`,
    bare: { title: 'bare rabbitmq-client', file: 'bare_rabbitmq.ts' },
    env: { AMQP_URL: server.url },
    stop: () => server.end(),
  }
}
