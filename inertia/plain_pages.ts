import { readCookie, writeCookie } from '~/cookies'

/**
 * Whether this is the page of a member whose browser runs no scripts: the server renders members' pages for nobody else.
 * The pages of guests are rendered for all browsers, so they use the variant `noscript:` of the style sheet instead.
 */
export const isPlainPage = import.meta.env.SSR

/**
 * Call it once scripts run. kit/http/plain_pages.ts names the same cookie.
 * @returns whether the server took this for a browser without scripts
 */
export function leavePlainPages() {
  const isPlain = readCookie('plain_pages') === '1'
  if (isPlain) writeCookie('plain_pages', '', 0)
  return isPlain
}
