import type { HttpContext } from '@adonisjs/core/http'
import type { HttpError } from '@adonisjs/core/types/http'
import { AbilityMissingException } from '#http/api/ability_missing_exception'

/**
 * Tells a program how to get access.
 * @see https://datatracker.ietf.org/doc/html/rfc6750#section-3
 */
export function challenge(error: HttpError, { request, response }: HttpContext) {
  if (error instanceof AbilityMissingException) {
    const scope = `error="insufficient_scope", scope="${error.ability}"`
    response.header('WWW-Authenticate', `Bearer realm="api", ${scope}`)
  } else if (error.status === 401) {
    const hasToken = request.header('authorization') !== undefined
    const fault = hasToken ? ', error="invalid_token"' : ''
    response.header('WWW-Authenticate', `Bearer realm="api"${fault}`)
  }
}
