import { isIP } from 'node:net'
import ipaddr from 'ipaddr.js'

/** Stands for an unknown address wherever an address is needed. */
const UNKNOWN = '0.0.0.0'

/**
 * The client's address in one notation: `2001:db8::1`, and `192.0.2.1` for `::ffff:192.0.2.1`. It is the farthest hop
 * named by the proxies that is an address: only the client itself writes something else there.
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
 * The network that counts as one client: a subscriber has a whole /64 of IPv6 addresses.
 */
export function networkOf(address: string): string {
  const parsed = parse(address)
  if (!(parsed instanceof ipaddr.IPv6)) return parsed?.toString() ?? UNKNOWN
  return `${ipaddr.IPv6.networkAddressFromCIDR(`${parsed}/64`)}/64`
}

/** Some proxies add the client's port. A zone has a meaning on its own machine only. */
function parse(text = '') {
  const address = text
    .trim()
    .replace(/^\[(.*)\](:\d+)?$|^([\d.]+):\d+$/, '$1$3')
    .replace(/%.*$/s, '')
  return isIP(address) ? ipaddr.process(address) : undefined
}
