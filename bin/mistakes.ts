/** Configuration errors (the environment, config/ and the socket of systemd), whose cause a stack trace does not show. */
const CODES = ['E_INVALID_ENV_VARIABLES', 'E_INVALID_QUEUE_CONFIG', 'E_INHERITED_SOCKET']

/** Commands that examine the settings: their result is the mistake. */
const EXAMINERS = ['doctor', 'check']

type Mistake = Error & { code?: string; help?: string }

/**
 * Prints a configuration error.
 * @returns false for any other error, which is not printed
 */
export function explainMistake(error: unknown) {
  const { code = '', message, help } = error as Mistake
  if (!CODES.includes(code)) return false
  console.error(help ? `${message}\n${help}` : message)
  return true
}

/**
 * Prints a configuration error as the command promises: with `--json` as JSON.
 * @param args the command and its arguments
 * @returns false for any other error, which is not printed
 */
export async function explainMistakeTo([command, ...args]: string[], error: unknown) {
  const { code = '', message, help } = error as Mistake
  if (!args.includes('--json') || !CODES.includes(code)) return explainMistake(error)
  if (EXAMINERS.includes(command)) {
    const { invalidEnvironment } = await import('#doctor/invalid_environment')
    console.log(JSON.stringify(invalidEnvironment(error as Mistake), null, 2))
  } else {
    console.error(JSON.stringify({ error: [message, help].filter(Boolean).join('\n') }, null, 2))
  }
  return true
}
