import { problem, warning, type Finding } from '#doctor/finding'

/** The last day with corrections. https://www.postgresql.org/support/versioning/ */
const LAST_DAYS: Record<number, string> = {
  13: '2025-11-13',
  14: '2026-11-12',
  15: '2027-11-11',
  16: '2028-11-09',
  17: '2029-11-08',
  18: '2030-11-14',
}

/** The app is tested with this version and newer ones. */
const OLDEST = 14

/**
 * Versions that lose or damage data, by major version: the first minor version without the fault.
 * 14: https://www.postgresql.org/about/news/postgresql-144-released-2470/
 */
const FAULTS: Record<number, { until: number; fault: string }> = {
  14: { until: 4, fault: 'CREATE INDEX CONCURRENTLY can write indexes that miss rows' },
}

/** @param version as PostgreSQL says it: `15.6 (Debian 15.6-0)` */
export function faultOfPostgres(version: string, today: Date): Finding | undefined {
  const [, major, minor] = (/^(\d+)(?:\.(\d+))?/.exec(version) ?? []).map(Number)
  if (!major) return undefined
  if (major < OLDEST) {
    return problem('Database', `PostgreSQL ${major} is too old`, `Update to ${OLDEST} or newer`)
  }
  const known = FAULTS[major]
  if (known && minor < known.until) {
    const message = `PostgreSQL ${major}.${minor} has a known fault: ${known.fault}`
    return problem(
      'Database',
      message,
      `Update to ${major}.${known.until} or newer, then run REINDEX`
    )
  }
  const lastDay = LAST_DAYS[major]
  if (lastDay && today.toISOString().slice(0, 10) > lastDay) {
    const message = `PostgreSQL ${major} has had no corrections since ${lastDay}`
    return warning('Database', message, 'Update to a newer major version')
  }
}
