import { createError } from '@adonisjs/core/exceptions'

/** The request is malformed, has characters that cannot be stored, or nests beyond the limits of config/input.ts. */
export const E_INPUT_REFUSED = createError<[reason: string]>(
  'The request is refused: %s',
  'E_INPUT_REFUSED',
  400
)

/**
 * The request has more fields, files or bytes than config/input.ts or config/bodyparser.ts allows.
 */
export const E_INPUT_TOO_LARGE = createError<[reason: string]>(
  'The request is too large: %s',
  'E_INPUT_TOO_LARGE',
  413
)
