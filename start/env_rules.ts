import { isIP } from 'node:net'

/**
 * A rule for variables which hold a server's URL. Its errors name the variable, what is wrong with the
 * value (never the value: it may hold a password) and an example.
 */
export function urlOf(protocols: string[], { required = false } = {}) {
  const example = `${protocols[0]}//${protocols[0].startsWith('http') ? 'www.example.com' : 'user:password@host/name'}`

  return (name: string, value?: string): string | undefined => {
    if (!value) {
      if (required) {
        throw new Error(`Missing environment variable "${name}". Set it to a URL like ${example}`)
      }
      return undefined
    }
    if (!protocols.includes(protocolOf(value))) {
      throw new Error(
        `The value of "${name}" is not a URL that starts with ${protocols.map((one) => `${one}//`).join(' or ')}. Set it to a URL like ${example}`
      )
    }
    return value
  }
}

/** The names that proxy-addr has for networks. */
const NETWORK_NAMES = ['loopback', 'linklocal', 'uniquelocal']

/**
 * A rule for reverse proxies, separated by commas: names of networks, addresses, and networks as CIDR. Its errors
 * name every entry that is none of these.
 * @see https://github.com/jshttp/proxy-addr#proxyaddrreq-trust
 */
export function proxies() {
  return (name: string, value?: string): string[] | undefined => {
    if (!value?.trim()) return undefined
    const entries = value.split(',').map((entry) => entry.trim())
    const wrong = entries.filter((entry) => !isProxy(entry)).map((entry) => `"${entry}"`)
    if (wrong.length > 0) {
      throw new Error(
        `The value of "${name}" has ${wrong.join(', ')}. Set it to names (${NETWORK_NAMES.join(', ')}), addresses or networks, separated by commas, like loopback,10.0.0.0/8`
      )
    }
    return entries
  }
}

function isProxy(entry: string) {
  const [address, prefix, ...rest] = entry.split('/')
  const longest = isIP(address) === 6 ? 128 : 32
  const isPrefix =
    prefix === undefined || (/^[1-9]\d{0,2}$/.test(prefix) && Number(prefix) <= longest)
  const isAddress = isIP(address) !== 0 && !address.includes('%')
  return NETWORK_NAMES.includes(entry) || (isAddress && isPrefix && rest.length === 0)
}

/**
 * A database on a local socket has no host: `postgresql://user@/name?host=/run/postgresql`.
 */
function protocolOf(value: string) {
  const url = value.replace(/^(postgres(?:ql)?:\/\/(?:[^/@]*@)?)\//, '$1localhost/')
  return /^\w+:\/\/./.test(url) && URL.canParse(url) ? new URL(url).protocol : ''
}
