import { networkInterfaces } from 'node:os'

/** The address of this machine, where it has IPv6: many containers do not. */
export const LOOPBACK_IPV6 = '::1'

export function hasIpv6() {
  return Object.values(networkInterfaces()).some((addresses) =>
    addresses?.some(({ address }) => address === LOOPBACK_IPV6)
  )
}
