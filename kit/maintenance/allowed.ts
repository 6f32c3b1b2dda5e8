import { BlockList, isIP } from 'node:net'
import { CommandRefused } from '#console/asking_command'

/** More than that belongs into a firewall. */
const MOST = 100

const EXAMPLE =
  'Write an address, such as 203.0.113.7 or 2001:db8::7, or a range, such as 10.0.0.0/8'

/**
 * Reads `--allow`: addresses and CIDR ranges, with commas between them or in several flags.
 * @throws CommandRefused
 */
export function readAllowed(flags: string[] = []): string[] {
  const ranges = flags.flatMap((flag) => flag.split(',')).map((range) => range.trim())
  const list = new BlockList()
  for (const range of ranges) {
    if (!add(range, list)) throw new CommandRefused(`--allow has "${range}". ${EXAMPLE}`)
  }
  if (ranges.length > MOST) throw new CommandRefused(`--allow has more than ${MOST} ranges`)
  return [...new Set(ranges)]
}

const lists = new WeakMap<string[], BlockList>()

/** @param address of `request.ip()`, which an untrusted client cannot choose */
export function isAllowed(ranges: string[], address: string): boolean {
  return listOf(ranges).check(address, familyOf(address))
}

function listOf(ranges: string[]) {
  const known = lists.get(ranges)
  if (known) return known
  const list = new BlockList()
  for (const range of ranges) add(range, list)
  lists.set(ranges, list)
  return list
}

/** @returns false for a text that is no range */
function add(range: string, list: BlockList) {
  const [address, prefix, ...more] = range.split('/')
  const bits = isIP(address) === 6 ? 128 : 32
  if (!isIP(address) || address.includes('%') || more.length > 0) return false
  if (prefix !== undefined && !(/^\d{1,3}$/.test(prefix) && Number(prefix) <= bits)) return false
  list.addSubnet(address, Number(prefix ?? bits), familyOf(address))
  return true
}

function familyOf(address: string) {
  return isIP(address) === 6 ? 'ipv6' : 'ipv4'
}
