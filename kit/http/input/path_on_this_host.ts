const SCHEME_AND_HOST = /^[a-z][a-z\d+.-]*:\/\/[^/\\?#]*/i

/**
 * Includes spaces and control characters, because browsers ignore some of them, and encoded signs, because redirects
 * decode a part of the address.
 */
const LEADING_SLASHES = /^(?:[/\\\s\0-\x1f]|%(?:[01][\da-f]|20|2f|5c))*/i // eslint-disable-line no-control-regex

/**
 * The path of an address, which can only lead to this host. Browsers treat `//host` and `/\host` as another host
 * everywhere: in a redirect, in `X-Inertia-Location`, in the history.
 */
export function pathOnThisHost(address: string) {
  return address.replace(SCHEME_AND_HOST, '').replace(LEADING_SLASHES, '/')
}
