/** Configuration errors (the environment, config/ and the socket of systemd), whose cause a stack trace does not show. */
const CODES = ['E_INVALID_ENV_VARIABLES', 'E_INVALID_QUEUE_CONFIG', 'E_INHERITED_SOCKET']

/**
 * Prints a configuration error.
 * @returns false for any other error, which is not printed
 */
export function explainMistake(error: unknown) {
  const { code = '', message, help } = error as Error & { code?: string; help?: string }
  if (!CODES.includes(code)) return false
  console.error(help ? `${message}\n${help}` : message)
  return true
}
