import { createError } from '@adonisjs/core/exceptions'

/**
 * What a PostgreSQL that is away, starting or full answers (SQLSTATE classes 08, 53 and 57), and what the
 * system answers where none listens, or where one has gone whose goodbye was not read yet.
 * @see https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
const SQLSTATES = /^(08|53|57P)/
const SYSTEM_CODES = ['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'ETIMEDOUT', 'EPIPE', 'EHOSTUNREACH']
const SYSCALLS = ['connect', 'read', 'write']
const MESSAGES =
  /Timeout acquiring a connection|Connection terminated|is not queryable|timeout expired|pool is (?:probably )?full/

/**
 * PostgreSQL has accepted a query, but did not answer in time.
 */
export const E_DATABASE_SILENT = createError('PostgreSQL does not answer', 'E_DATABASE_SILENT', 503)

/**
 * Whether the error says that the database is not there now: the request may work a moment later.
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
