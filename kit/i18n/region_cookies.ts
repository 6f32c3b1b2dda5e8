import type { HttpContext } from '@adonisjs/core/http'
import { COOKIE_PREFIX } from '#http/cookie_prefix'
import { timeZoneNamed } from '#i18n/time_zones'

/** The language that a visitor chose. */
const LOCALE_COOKIE = `${COOKIE_PREFIX}locale`

/** The browser's time zone, as inertia/time_zone_cookie.ts writes it. */
const TIME_ZONE_COOKIE = `${COOKIE_PREFIX}time_zone`

export function chosenLocale(request: HttpContext['request']): unknown {
  return request.plainCookie(LOCALE_COOKIE, { encoded: false })
}

/** The browser's time zone, if it has sent one. It is only a guess at the user's. */
export function browserTimeZone(request: HttpContext['request']) {
  return timeZoneNamed(request.plainCookie(TIME_ZONE_COOKIE, { encoded: false }))
}

export function rememberLocale(response: HttpContext['response'], locale: string) {
  response.plainCookie(LOCALE_COOKIE, locale, { encode: false, httpOnly: false, maxAge: '1 year' })
}
