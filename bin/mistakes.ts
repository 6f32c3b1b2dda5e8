import { databaseFailureText } from '#postgres/database_failure'

/** Configuration errors (the environment, config/ and the socket of systemd), whose cause a stack trace does not show. */
const CODES = ['E_INVALID_ENV_VARIABLES', 'E_INVALID_QUEUE_CONFIG', 'E_INHERITED_SOCKET']

/** Commands that examine the settings: their result is the mistake. */
const EXAMINERS = ['doctor', 'check']

type Mistake = Error & { code?: string; help?: string }

/**
 * Prints a configuration error, or that the database cannot be used.
 * @returns false for any other error, which is not printed
 */
export function explainMistake(error: unknown) {
  const text = textOf(error as Mistake)
  if (text === undefined) return false
  console.error(text)
  return true
}

/**
 * Prints the same as the command promises: with `--json` as JSON.
 * @param args the command and its arguments
 * @returns false for any other error, which is not printed
 */
export async function explainMistakeTo([command, ...args]: string[], error: unknown) {
  const text = textOf(error as Mistake)
  if (text === undefined || !args.includes('--json')) return explainMistake(error)
  if (EXAMINERS.includes(command)) {
    const { invalidEnvironment } = await import('#doctor/invalid_environment')
    console.log(JSON.stringify(invalidEnvironment(error as Mistake), null, 2))
  } else {
    console.error(JSON.stringify({ error: text }, null, 2))
  }
  return true
}

function textOf(error: Mistake) {
  const { code = '', message, help } = error
  if (CODES.includes(code)) return [message, help].filter(Boolean).join('\n')
  return databaseFailureText(error)
}
