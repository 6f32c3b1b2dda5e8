import type { HttpContext } from '@adonisjs/core/http'
import { inputLimits } from '#http/config'
import { pathOnThisHost } from '#http/input/path_on_this_host'

/** A form whose page was open for too long, with all that was typed except passwords and codes. */
export interface ExpiredForm {
  action: string
  fields: { name: string; value: string }[]
  /** The page of the form, if a password or a code has to be typed again. */
  page?: string
}

const TOKENS = ['_csrf', '_method']

/**
 * Call it for a form that was sent without scripts and without a valid CSRF token.
 * @returns undefined for a form of another site: nobody may be tempted to send that again
 */
export function expiredForm({ request, response, session }: HttpContext) {
  if (!isOfThisSite(request)) return undefined
  const body = request.body()
  const fields = fieldsOf(body).filter(({ name }) => !isSecret(name) && !TOKENS.includes(name))
  const form: ExpiredForm = { action: pathOnThisHost(request.url(true)), fields }
  if (!Object.keys(body).some(isSecret)) return form

  session.flashExcept(TOKENS)
  return { ...form, page: response.redirect().getPreviousUrl('/') }
}

/** Each browser sends `Origin` with a form of another site, and the newer ones `Sec-Fetch-Site`. */
function isOfThisSite(request: HttpContext['request']) {
  const site = request.header('sec-fetch-site') ?? 'same-origin'
  const origin = request.header('origin')
  const isOwnOrigin = !origin || (URL.canParse(origin) && new URL(origin).host === request.host())
  return site === 'same-origin' && isOwnOrigin
}

function isSecret(name: string) {
  return inputLimits.secrets.includes(name.match(/\w+(?=\]?$)/)?.[0] ?? name)
}

function fieldsOf(value: unknown, name = ''): ExpiredForm['fields'] {
  if (value === null || value === undefined) return []
  if (typeof value !== 'object') return [{ name, value: String(value) }]
  return Object.entries(value).flatMap(([key, one]) =>
    fieldsOf(one, name ? `${name}[${key}]` : key)
  )
}
