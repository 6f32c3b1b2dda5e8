import { createError } from '@adonisjs/core/exceptions'

/**
 * A signed link that was changed, has expired or was already used.
 */
export const E_LINK_EXPIRED = createError(
  'The link has expired, was used already or is incomplete',
  'E_LINK_EXPIRED',
  403
)
