import { createError } from '@adonisjs/core/exceptions'

/**
 * SQLSTATE classes of a PostgreSQL that is starting, stopping or full (08, 53 and 57P), a standby (25006), or refuses the password or has no such
 * database (28 and 3D), and system errors if no server listens or the connection was lost.
 * @see https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
const SQLSTATES = /^(08|28|3D|53|57P|25006)/
const SYSTEM_CODES = ['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'ETIMEDOUT', 'EPIPE', 'EHOSTUNREACH']
const SYSCALLS = ['connect', 'read', 'write']
const MESSAGES =
  /Timeout acquiring a connection|Connection terminated|is not queryable|timeout expired|pool is (?:probably )?full/

/**
 * PostgreSQL accepted a query but did not respond in time.
 */
export const E_DATABASE_SILENT = createError('PostgreSQL does not answer', 'E_DATABASE_SILENT', 503)

/**
 * Whether the error means that the database is temporarily unavailable, so that a retry may work.
 */
export function isUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const { code, syscall } = error as NodeJS.ErrnoException
  return (
    (typeof code === 'string' && SQLSTATES.test(code)) ||
    (SYSCALLS.includes(syscall ?? '') && SYSTEM_CODES.includes(code ?? '')) ||
    MESSAGES.test(error.message)
  )
}
