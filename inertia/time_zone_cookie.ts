import { readCookie, writeCookie } from '~/cookies'

const ONE_YEAR = 31_536_000

/**
 * Sends the browser's time zone to the server, which uses it for guests, stores it at sign-up, and falls back to it
 * while an account has none. kit/i18n/region_cookies.ts names the same cookie.
 */
export function rememberTimeZone() {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
  if (timeZone && readCookie('time_zone') !== timeZone) {
    writeCookie('time_zone', timeZone, ONE_YEAR)
  }
}
