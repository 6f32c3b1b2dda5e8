import type { StoredJob, QueueConfig } from '#queue/types'

/** The identity of an installation. Several installations may share a broker, but each has its own database. */
export interface Installation {
  id: string
  /** The prefix from before installations had identities. */
  prefix: string | null
}

/** The prefix of every name in Redis and RabbitMQ, and the mark of our jobs there. */
export interface Namespace {
  prefix: string
  /** The installation's id in each job, set if other installations may use the same prefix. */
  app?: string
}

const OWN_PREFIX = 'queue-'

/**
 * Chooses the prefix in the broker: the configured one, or the installation's former one, or else a unique one.
 * @throws the error of PostgreSQL when it is unavailable
 */
export async function namespaceOf(
  { redis, rabbitmq, connection }: Pick<QueueConfig, 'connection' | 'redis' | 'rabbitmq'>,
  store: { installation(): Promise<Installation> }
): Promise<Namespace> {
  const configured = connection === 'redis' ? redis.prefix : rabbitmq.prefix
  const { id, prefix: former } = await store.installation()
  const own = `${OWN_PREFIX}${id}`
  const prefix = configured ?? former ?? own
  return prefix === own ? { prefix } : { prefix, app: id }
}

/** Writes the current mark into jobs. A job that waited in PostgreSQL may have an old mark. */
export function markedWith({ app }: Namespace, jobs: StoredJob[]): StoredJob[] {
  return jobs.map((job) =>
    job.message.app === app ? job : { ...job, message: { ...job.message, app } }
  )
}
