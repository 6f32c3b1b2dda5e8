import type { ApplicationService } from '@adonisjs/core/types'
import localServices from '#local_services/main'
import type { Service } from '#local_services/protocol'

const SERVICES = ['postgres', 'mailbox'] as const

/** Starts PostgreSQL and the mailbox unless the environment names servers. They stop when the app ends. */
export async function startLocalServices({ config, inProduction }: ApplicationService) {
  if (inProduction) return
  const missing = config.get<Record<Service, boolean>>('local_services')
  const services = SERVICES.filter((service) => missing[service])
  if (services.length === 0) return
  await localServices.acquire(services, {
    database: config.get<string>('database.connections.postgres.connection.database'),
    progress: (text) => process.stderr.write(`${text}\n`),
  })
}
