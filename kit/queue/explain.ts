import { Exception } from '@adonisjs/core/exceptions'
import { databaseFailureText } from '#postgres/database_failure'
import { E_BROKER_REFUSED, E_QUEUE_NOT_MIGRATED } from '#queue/errors'

type Coded = Error & { code?: string }

/** SQLSTATEs of a wrong password, user or database. */
const WRONG_ADDRESS = ['28P01', '28000', '3D000']
const NOT_ALLOWED = '42501'
const NOT_MIGRATED = ['3F000', '42883', '42P01']
/**
 * SQLSTATEs of an unavailable, starting, full or standby server, of a conflict, and of a terminated session. A server that
 * refuses the password while a worker runs is one more that cannot be reached: the job is not to blame.
 */
const PASSING = /^(08|28|3D|53|57|25006|40|55P03)/
const OF_THE_NETWORK = /^(E(?!RR_)[A-Z]|ERR_(SSL|TLS|STREAM|SOCKET))/
/** Messages of connection errors for which knex and pg have no codes. */
const LOST = /connect|terminated|timeout|timed out|closed|aborted|pool|SASL/i
const AWAY = /^(ECONN|ENOTFOUND|EHOSTUNREACH|ETIMEDOUT|57P0)/

export function isNotMigrated(error: Coded) {
  return NOT_MIGRATED.includes(error.code ?? '')
}

/**
 * Whether the error is temporary: PostgreSQL or the connection to it failed, and the same call may succeed later.
 */
export function isAway(error: unknown) {
  const { code = '', severity, message } = error as Coded & { severity?: string }
  if (severity) return PASSING.test(code)
  return OF_THE_NETWORK.test(code) || LOST.test(message)
}

/**
 * Explains an error that an operator must fix before the queue can use PostgreSQL.
 * @returns undefined when PostgreSQL is only unavailable, and for any other error
 */
export function refusalOf(error: Coded) {
  const { code = '', message } = error
  if (isNotMigrated(error)) return new E_QUEUE_NOT_MIGRATED(undefined, { cause: error })
  if (WRONG_ADDRESS.includes(code)) {
    return refused(`PostgreSQL refuses the connection: ${message}. Correct DATABASE_URL`, error)
  }
  if (code === NOT_ALLOWED) {
    // knex puts the SQL statement before the message.
    const reason = message.split(' - ').at(-1)
    return refused(
      `The user of DATABASE_URL lacks permissions that the queue needs: ${reason}`,
      error
    )
  }
}

/**
 * The message that a command prints for an expected error.
 * @returns undefined for an unexpected error
 */
export function messageOf(error: Coded) {
  const expected = refusalOf(error) ?? error
  if (expected instanceof Exception || expected instanceof RangeError) return expected.message
  const failure = databaseFailureText(error)
  if (failure) return failure
  if (AWAY.test(error.code ?? '')) return `PostgreSQL or the broker does not answer (${error.code})`
}

function refused(sentence: string, cause: Error) {
  return new E_BROKER_REFUSED([sentence], { cause })
}
