import { createError } from '@adonisjs/core/exceptions'

/**
 * A request that the app does not read: malformed, with characters that cannot be stored, or nested beyond
 * the limits of config/bodyparser.ts.
 */
export const E_INPUT_REFUSED = createError<[reason: string]>(
  'The request is refused: %s',
  'E_INPUT_REFUSED',
  400
)

/**
 * A request with more fields, files or bytes than the limits of config/bodyparser.ts.
 */
export const E_INPUT_TOO_LARGE = createError<[reason: string]>(
  'The request is too large: %s',
  'E_INPUT_TOO_LARGE',
  413
)
