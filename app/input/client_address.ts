import { isIP } from 'node:net'
import ipaddr from 'ipaddr.js'

/** "No address" in every place that takes one. */
const UNKNOWN = '0.0.0.0'

/**
 * The client's address in its one notation: `2001:db8::1`, and `192.0.2.1` for `::ffff:192.0.2.1`. Of the hops that the
 * proxies name, the farthest one that is an address: what is none was written by the client itself.
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

/** Some proxies add the client's port; the zone of an address means something to its own machine only. */
function parse(text = '') {
  const address = text
    .trim()
    .replace(/^\[(.*)\](:\d+)?$|^([\d.]+):\d+$/, '$1$3')
    .replace(/%.*$/s, '')
  return isIP(address) ? ipaddr.process(address) : undefined
}
