import pg from 'pg'
import type { ApplicationService } from '@adonisjs/core/types'
import { hostsIn, wantedIn } from '#postgres/cluster_url'

type Settings = pg.ClientConfig & { connectionString?: string }

/** The settings of the app's database, as config/database.ts has them: parts or a URL. */
export function settingsOf(app: ApplicationService): Settings {
  const name = app.config.get<string>('database.connection')
  return app.config.get(`database.connections.${name}.connection`)
}

/** The same for work that needs a session of its own, which a pooler in the mode `transaction` does not give. */
export function directSettingsOf(app: ApplicationService): Settings {
  return app.config.get('database.connections.direct.connection') ?? settingsOf(app)
}

/** The same in parts. Nothing is connected. */
export function connectionOf(app: ApplicationService) {
  return partsOf(settingsOf(app))
}

function partsOf(settings: Settings) {
  const { host, port, user, password, database, ssl } = new pg.Client(settings) as object as Parts
  return { host, port, user, password, database, ssl }
}

interface Parts {
  host: string
  port: number
  user?: string
  password?: string
  database?: string
  ssl?: unknown
}

/**
 * The environment of `psql` and the other tools of PostgreSQL. An argument would show the password to everybody on the machine, in the list of processes.
 * @see https://www.postgresql.org/docs/current/libpq-envars.html
 */
export function toolEnvironment(settings: Settings): Record<string, string> {
  const { host, port, user, password, database, ssl } = partsOf(settings)
  const variables = {
    ...addressOf(settings.connectionString, { host, port }),
    PGUSER: user,
    PGPASSWORD: password,
    PGDATABASE: database,
    PGSSLMODE: sslModeOf(settings.connectionString) ?? (ssl ? 'require' : undefined),
  }
  return Object.fromEntries(
    Object.entries(variables).filter((variable): variable is [string, string] => !!variable[1])
  )
}

/** libpq, which `psql` uses, understands several hosts by itself. */
function addressOf(url = '', { host, port }: Pick<Parts, 'host' | 'port'>) {
  const hosts = hostsIn(url)
  if (hosts.length < 2) return { PGHOST: host, PGPORT: String(port) }
  return {
    PGHOST: hosts.map(({ name }) => name).join(','),
    PGPORT: hosts.map((one) => one.port).join(','),
    PGTARGETSESSIONATTRS: wantedIn(url),
  }
}

/** The driver of Node knows a mode that `psql` does not have. */
function sslModeOf(url = '') {
  const mode = /[?&]sslmode=([\w-]+)/.exec(url)?.[1]
  return mode === 'no-verify' ? 'require' : mode
}
