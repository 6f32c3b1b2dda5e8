import type { HttpContext } from '@adonisjs/core/http'
import { HIDDEN_FIELDS, hasSecret, isOfThisSite, typedFields, type Field } from '#http/forms/fields'
import { pathOnThisHost } from '#http/input/path_on_this_host'

/** A form that was refused before it was read, with all that was typed except passwords and codes. */
export interface ExpiredForm {
  action: string
  fields: Field[]
  /** The page of the form, if sending the fields again is not enough. */
  page?: string
  /** Why it is not enough: a secret or a file is missing, or the form is a mere button, such as one that deletes. */
  reason?: 'incomplete' | 'button'
}

/**
 * Call it for a form that was sent without scripts, and without a valid CSRF token or too often.
 * @returns undefined for a form of another site: nobody may be tempted to send that again
 */
export function expiredForm({ request, response, session }: HttpContext): ExpiredForm | undefined {
  if (!isOfThisSite(request)) return undefined
  const body = request.body()
  const form = { action: pathOnThisHost(request.url(true)), fields: typedFields(body) }
  const reason = reasonOf(body, hasFiles(request))
  if (!reason) return form

  session.flashExcept(HIDDEN_FIELDS)
  return { ...form, reason, page: response.redirect().getPreviousUrl('/') }
}

function reasonOf(body: object, isWithFiles: boolean) {
  if (isWithFiles || hasSecret(body)) return 'incomplete'
  return typedFields(body).length === 0 ? 'button' : undefined
}

/** Each route that takes files gets its form as `multipart/form-data`. */
function hasFiles(request: HttpContext['request']) {
  return request.is(['multipart/form-data']) !== null
}
