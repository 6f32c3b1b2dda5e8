/** SQLSTATEs of a server that is not the wanted one, has no room, starts or stops, or has become a standby. */
const AWAY = /^(08|53|57P|25006)/
/** SQLSTATEs of a wrong user or password, of a database that is missing, and of one that the user may not open. */
const REFUSED = /^(28|3D|42501)/
const SYSTEM_CODE = /^E(?!RR_)[A-Z]+$/
/** Messages of pg and knex without a code. */
const LOST = /Connection terminated|Timeout acquiring a connection|is not queryable/
const NO_TLS = /does not support SSL/

type Reason = Error & { code?: string; severity?: string }

interface Failure {
  message: string
  remedy: string
}

/** An error of the network does not say which server it is about. */
const ofConnections = new WeakSet<object>()

/** Remembers that an error is that of a connection to the database, for `databaseFailure`. */
export function failedToConnect(error: Error): never {
  ofConnections.add(error)
  throw error
}

/**
 * Why the database cannot be used, and the remedy.
 * @returns undefined for any other error, such as that of a statement
 */
export function databaseFailure(error: unknown): Failure | undefined {
  if (!(error instanceof Error)) return undefined
  if (ofConnections.has(error)) return failureOf(error)
  const { code = '', severity, message } = error as Reason
  const isLost = severity === undefined ? LOST.test(message) : AWAY.test(code)
  return isLost ? away(error) : undefined
}

/** The same as two sentences for a log or a terminal. */
export function databaseFailureText(error: unknown) {
  const failure = databaseFailure(error)
  return failure && `${failure.message}. ${failure.remedy}`
}

function failureOf(error: Reason): Failure {
  const { code = '' } = error
  if (AWAY.test(code) || SYSTEM_CODE.test(code) || LOST.test(error.message)) return away(error)
  const message = `The connection to the database is refused: ${textOf(error)}`
  if (REFUSED.test(code)) return { message, remedy: 'Correct DATABASE_URL' }
  if (NO_TLS.test(error.message)) {
    return { message, remedy: 'Turn on TLS in the server, or correct sslmode in DATABASE_URL' }
  }
  const remedy = 'Correct DATABASE_URL, or the certificates (NODE_EXTRA_CA_CERTS)'
  return { message: `The connection to the database failed: ${textOf(error)}`, remedy }
}

function away(error: Reason): Failure {
  const message = `The database does not answer: ${textOf(error)}`
  return { message, remedy: 'Start it, or correct DATABASE_URL' }
}

/** knex puts the statement before the message. An error about several addresses of a host has no message. */
function textOf({ code, message }: Reason) {
  return message.split(' - ').at(-1) || code
}
