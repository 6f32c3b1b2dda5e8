import type { HttpContext } from '@adonisjs/core/http'
import { COOKIE_PREFIX } from '#http/cookie_prefix'

/** inertia/plain_pages.ts removes it where scripts run. */
const COOKIE = `${COOKIE_PREFIX}plain_pages`

/** Whether the browser runs no scripts, so that the server must render all of its pages. */
export function wantsPlainPages(request: HttpContext['request']) {
  return COOKIE in request.cookiesList()
}

/** Until the browser is closed. */
export function rememberPlainPages(response: HttpContext['response']) {
  const options = { encode: false, httpOnly: false, maxAge: undefined }
  response.plainCookie(COOKIE, '1', options)
}
