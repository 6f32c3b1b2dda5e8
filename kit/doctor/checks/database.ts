import db from '@adonisjs/lucid/services/db'
import { pendingMigrations } from '#http/pending_migrations'
import type { DoctorConfig } from '#doctor/define_config'
import { good, problem, warning, type Finding } from '#doctor/finding'
import { faultOfPostgres } from '#doctor/known_faults'

/** Sessions, links and limits use both clocks. */
const LARGEST_SKEW_MS = 2000

interface Facts {
  version: string
  now: Date
  connections: number
  most: number
  reserved: number
  isStandby: boolean
}

const FACTS = `
  SELECT current_setting('server_version') AS version, clock_timestamp() AS now,
         pg_is_in_recovery() AS "isStandby",
         (SELECT count(*)::int FROM pg_stat_activity WHERE backend_type = 'client backend') AS connections,
         current_setting('max_connections')::int AS most,
         current_setting('superuser_reserved_connections')::int AS reserved`

/** The server: its version, its clock and its connections. */
export async function checkDatabase(config: DoctorConfig, workers: () => Promise<number>) {
  const begin = Date.now()
  const { rows } = await db.rawQuery<{ rows: [Facts] }>(FACTS)
  const [facts] = rows
  const middle = (begin + Date.now()) / 2
  return [
    ...ofVersion(facts),
    ofClock(facts.now.getTime() - middle),
    ofConnections(facts, config.pool, await workers()),
  ]
}

export async function checkMigrations(): Promise<Finding[]> {
  const pending = await pendingMigrations()
  if (pending.length === 0) return [good('Migrations', 'All migrations of this release have run')]
  const message = `${pending.length} migrations have not run, the first is ${pending[0]}`
  return [problem('Migrations', message, 'Run node ace migration:run --force')]
}

export async function checkExtensions({ extensions }: DoctorConfig): Promise<Finding[]> {
  if (extensions.length === 0) return [good('Extensions', 'No extension of PostgreSQL is needed')]
  const { rows } = await db.rawQuery<{ rows: { name: string }[] }>(
    'SELECT extname AS name FROM pg_extension WHERE extname = ANY(?)',
    [extensions]
  )
  const missing = extensions.filter((one) => !rows.some(({ name }) => name === one))
  if (missing.length === 0) return [good('Extensions', `${extensions.join(', ')}: installed`)]
  const remedy = `Run as the owner of the database: ${missing.map((one) => `CREATE EXTENSION ${one}`).join('; ')}`
  return [problem('Extensions', `PostgreSQL lacks ${missing.join(', ')}`, remedy)]
}

function ofVersion({ version, isStandby }: Facts): Finding[] {
  if (isStandby) {
    const message = 'DATABASE_URL leads to a standby, which refuses each write'
    const remedy = 'Name all servers in DATABASE_URL, with target_session_attrs=read-write'
    return [problem('Database', message, remedy)]
  }
  const fault = faultOfPostgres(version, new Date())
  return [fault ?? good('Database', `PostgreSQL ${version} answers`)]
}

function ofClock(skew: number): Finding {
  const seconds = Math.abs(Math.round(skew / 100) / 10)
  if (Math.abs(skew) <= LARGEST_SKEW_MS) {
    return good('Clock', `It differs from that of the database by ${seconds} s`)
  }
  const side = skew > 0 ? 'behind' : 'ahead of'
  const message = `The clock of this machine is ${seconds} s ${side} that of the database`
  return problem(
    'Clock',
    message,
    'Let both machines follow the same time servers (chrony, systemd-timesyncd)'
  )
}

/** The worst case: a web server and each living worker open all connections of their pools. */
function ofConnections(
  { connections, most, reserved }: Facts,
  pool: number,
  workers: number
): Finding {
  const usable = most - reserved
  const wanted = pool * (workers + 1)
  if (wanted > usable) {
    const message = `A web server and ${workers} workers may open ${wanted} connections (DATABASE_POOL ${pool}), and PostgreSQL allows ${usable}`
    return problem(
      'Connections of the database',
      message,
      'Lower DATABASE_POOL, raise max_connections, or use a pooler'
    )
  }
  const message = `${connections} of ${usable} connections are in use`
  if (connections > usable * 0.8) {
    return warning(
      'Connections of the database',
      message,
      'Lower DATABASE_POOL, raise max_connections, or use a pooler'
    )
  }
  return good('Connections of the database', message)
}
