import { isIP } from 'node:net'
import ipaddr from 'ipaddr.js'

/** Replaces an unknown address where one is required. */
const UNKNOWN = '0.0.0.0'

/**
 * The client's address in one notation: `2001:db8::1`, and `192.0.2.1` for `::ffff:192.0.2.1`. It is the last hop that
 * is a valid address: only the client itself could have written an invalid one.
 */
export function clientAddress(hops: (string | undefined)[]): string {
  return (
    hops
      .map(parse)
      .findLast((address) => address !== undefined)
      ?.toString() ?? UNKNOWN
  )
}

/**
 * The network that counts as one client: an IPv6 subscriber usually has a whole /64.
 */
export function networkOf(address: string): string {
  const parsed = parse(address)
  if (!(parsed instanceof ipaddr.IPv6)) return parsed?.toString() ?? UNKNOWN
  return `${ipaddr.IPv6.networkAddressFromCIDR(`${parsed}/64`)}/64`
}

/** Removes the port, which some proxies add, and the zone, which is meaningful only on its own machine. */
function parse(text = '') {
  const address = text
    .trim()
    .replace(/^\[(.*)\](:\d+)?$|^([\d.]+):\d+$/, '$1$3')
    .replace(/%.*$/s, '')
  return isIP(address) ? ipaddr.process(address) : undefined
}
