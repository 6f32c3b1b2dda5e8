import { Exception } from '@adonisjs/core/exceptions'
import { E_BROKER_REFUSED, E_QUEUE_NOT_MIGRATED } from '#queue/errors'

type Coded = Error & { code?: string }

/** SQLSTATEs: a password, a user or a database that PostgreSQL does not know. */
const WRONG_ADDRESS = ['28P01', '28000', '3D000']
const NOT_ALLOWED = '42501'
const NOT_MIGRATED = ['3F000', '42883', '42P01']
/** SQLSTATEs of a server that is away, starting, full or a standby, of a conflict, and of an end from outside. */
const PASSING = /^(08|53|57|25006|40|55P03)/
const OF_THE_NETWORK = /^(E(?!RR_)[A-Z]|ERR_(SSL|TLS|STREAM|SOCKET))/
/** Of a connection: knex and pg have no codes for these. */
const LOST = /connect|terminated|timeout|timed out|closed|aborted|pool|SASL/i
const AWAY = /^(ECONN|ENOTFOUND|EHOSTUNREACH|ETIMEDOUT|57P0)/

export function isNotMigrated(error: Coded) {
  return NOT_MIGRATED.includes(error.code ?? '')
}

/**
 * Whether the way to PostgreSQL is what failed, or PostgreSQL itself, and the same call may do later.
 */
export function isAway(error: unknown) {
  const { code = '', severity, message } = error as Coded & { severity?: string }
  if (severity) return PASSING.test(code)
  return OF_THE_NETWORK.test(code) || LOST.test(message)
}

/**
 * What somebody has to mend before PostgreSQL can be worked with.
 * @returns undefined where it is merely away, and for any other error
 */
export function refusalOf(error: Coded) {
  const { code = '', message } = error
  if (isNotMigrated(error)) return new E_QUEUE_NOT_MIGRATED(undefined, { cause: error })
  if (WRONG_ADDRESS.includes(code)) {
    return refused(`PostgreSQL refuses the connection: ${message}. Correct DATABASE_URL`, error)
  }
  if (code === NOT_ALLOWED) {
    // knex writes the statement before it.
    const reason = message.split(' - ').at(-1)
    return refused(`The user of DATABASE_URL may not do what the queue needs: ${reason}`, error)
  }
}

/**
 * What a command says of an error.
 * @returns undefined for what nobody expected
 */
export function messageOf(error: Coded) {
  const expected = refusalOf(error) ?? error
  if (expected instanceof Exception || expected instanceof RangeError) return expected.message
  if (AWAY.test(error.code ?? '')) return `PostgreSQL or the broker does not answer (${error.code})`
}

function refused(sentence: string, cause: Error) {
  return new E_BROKER_REFUSED([sentence], { cause })
}
