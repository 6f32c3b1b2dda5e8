const SCHEME_AND_HOST = /^[a-z][a-z\d+.-]*:\/\/[^/\\?#]*/i

/** Spaces and control characters too, for browsers leave some of them out. */
const LEADING_SLASHES = /^[/\\\s\0-\x1f]*/ // eslint-disable-line no-control-regex

/**
 * The path of an address, which leads nowhere but to this host. Browsers take `//host` and `/\host` for another host,
 * wherever they stand: in a redirect, in `X-Inertia-Location`, in the history.
 */
export function pathOnThisHost(address: string) {
  return address.replace(SCHEME_AND_HOST, '').replace(LEADING_SLASHES, '/')
}
