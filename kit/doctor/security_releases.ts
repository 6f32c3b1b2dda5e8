import { warning, type Finding } from '#doctor/finding'

interface Release {
  /** The first release of the line without the faults. */
  first?: string
  fault: string
}

const LUA = 'CVE-2025-49844 and others: a client can run its own code on the server'
const STREAMS =
  'a crafted RESTORE runs code on the server (CVE-2026-63639 in Valkey), and older ones'
const TLS = 'CVE-2026-48618: TLS accepts a certificate of another host; and those of July 2026'

/**
 * The release of each line that corrects faults which matter to this app; without one, the line gets no corrections any
 * more. Sources: https://github.com/redis/redis/releases, https://github.com/valkey-io/valkey/releases,
 * https://nodejs.org/en/blog/vulnerability
 */
const RELEASES: Record<string, Record<string, Release>> = {
  'Redis': {
    '6.0': { fault: LUA },
    '6.2': { first: '6.2.23', fault: STREAMS },
    '7.0': { fault: LUA },
    '7.2': { first: '7.2.15', fault: STREAMS },
    '7.4': { first: '7.4.10', fault: STREAMS },
    '8.0': { fault: STREAMS },
    '8.2': { first: '8.2.8', fault: STREAMS },
    '8.4': { first: '8.4.5', fault: STREAMS },
    '8.6': { first: '8.6.5', fault: STREAMS },
    '8.8': { first: '8.8.1', fault: STREAMS },
  },
  'Valkey': {
    '7.2': { first: '7.2.14', fault: STREAMS },
    '8.0': { first: '8.0.10', fault: STREAMS },
    '8.1': { first: '8.1.9', fault: STREAMS },
    '9.0': { first: '9.0.5', fault: STREAMS },
    '9.1': { first: '9.1.1', fault: STREAMS },
  },
  'Node.js': {
    24: { first: '24.18.1', fault: TLS },
    25: { fault: TLS },
  },
}

/**
 * Warns only: distributions correct faults without another version.
 * @param product a name in the table above
 */
export function faultOfRelease(product: string, version: string): Finding | undefined {
  const [major, minor] = numbersOf(version)
  const lines = RELEASES[product]
  const release = lines[`${major}.${minor}`] ?? lines[major]
  if (!release) return undefined
  const { first, fault } = release
  if (first && isAtLeast(version, first)) return undefined
  const message = `${product} ${version} has known faults: ${fault}`
  const remedy = first ? `Update to ${first} or newer` : 'Update to a newer line'
  const exception =
    product === 'Node.js' ? '' : ', unless the package of your distribution has the corrections'
  return warning('Versions', message, remedy + exception)
}

function isAtLeast(version: string, first: string) {
  const [found, wanted] = [numbersOf(version), numbersOf(first)]
  const index = found.findIndex((number, at) => number !== wanted[at])
  return index === -1 || found[index] > wanted[index]
}

function numbersOf(version: string) {
  const [, major, minor, patch] = /^(\d+)\.(\d+)(?:\.(\d+))?/.exec(version) ?? []
  return [major, minor, patch].map((number) => Number(number ?? 0))
}
