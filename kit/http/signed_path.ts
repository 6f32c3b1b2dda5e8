import encryption from '@adonisjs/core/services/encryption'
import type { HttpContext } from '@adonisjs/core/http'

/**
 * Whether `signedUrlFor` has made the address for this purpose, without a query of its own. `hasValidSignature` also
 * refuses an address to which a mail program or a browser has added a parameter.
 */
export function hasSignedPath(request: HttpContext['request'], purpose: string) {
  const { signature } = request.qs()
  if (typeof signature !== 'string') return false
  return encryption.getMessageVerifier().unsign(signature, purpose) === request.url()
}
