import type { JobStore } from '#queue/run_log/job_store'
import type { Envelope, QueueConfig } from '#queue/types'

/** Which installation a database belongs to, among those that share a broker. */
export interface Installation {
  id: string
  /** The prefix that it used before installations had identities. */
  prefix: string | null
}

/** The beginning of every name in Redis and RabbitMQ, and the mark of our jobs there. */
export interface Namespace {
  prefix: string
  /** The identity in each job, where other installations may use the prefix too. */
  app?: string
}

const OWN_PREFIX = 'queue-'

/**
 * Where the jobs are in the broker: under the prefix of the configuration, or under one that no other installation has.
 * @throws what PostgreSQL says when it is away
 */
export async function namespaceOf(
  { redis, rabbitmq, connection }: Pick<QueueConfig, 'connection' | 'redis' | 'rabbitmq'>,
  store: Pick<JobStore, 'installation'>
): Promise<Namespace> {
  const configured = connection === 'redis' ? redis.prefix : rabbitmq.prefix
  const { id, prefix: former } = await store.installation()
  const own = `${OWN_PREFIX}${id}`
  const prefix = configured ?? former ?? own
  return prefix === own ? { prefix } : { prefix, app: id }
}

/** Writes the current mark into envelopes: one that waited in PostgreSQL may have a former mark. */
export function markedWith({ app }: Namespace, envelopes: Envelope[]): Envelope[] {
  return envelopes.map((envelope) =>
    envelope.message.app === app ? envelope : { ...envelope, message: { ...envelope.message, app } }
  )
}
