import { collectDefaultMetrics, Registry } from 'prom-client'
import type { ApplicationService } from '@adonisjs/core/types'
import queue from '#queue/main'
import { collectJobs } from '#metrics/collectors/jobs'
import { collectMails } from '#metrics/collectors/mails'
import { collectPools } from '#metrics/collectors/database'
import { collectQueues } from '#metrics/collectors/queues'
import { collectRequests } from '#metrics/collectors/requests'

/** All metrics of this process: the event loop, garbage collection, memory, and those of the app. */
export async function createRegistry({ config, container }: ApplicationService) {
  const registry = new Registry()
  const [db, emitter] = await Promise.all([container.make('lucid.db'), container.make('emitter')])
  const jobs = await queue.registry.names()
  collectDefaultMetrics({ register: registry })
  collectRequests(registry, emitter)
  collectPools(registry, db)
  collectQueues(registry)
  collectJobs(registry, emitter, [...jobs.values()])
  collectMails(registry, Object.keys(config.get<object>('mail.mailers', {})))
  return registry
}
