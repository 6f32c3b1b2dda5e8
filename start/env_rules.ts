import { isIP } from 'node:net'
import { urlsOf } from '#queue/drivers/rabbitmq/hosts'
import { hasSentinels, redisUrlsOf, sentinelOptions } from '#queue/drivers/redis/address'
import { hostsIn, wantedIn, withHost } from '#postgres/cluster_url'

/**
 * Validates a variable that contains a server's URL. Its errors name the variable, the mistake and an example, but
 * never the value, which may contain a password.
 */
export function urlOf(protocols: string[], { required = false, tls = (): boolean => false } = {}) {
  const example = `${protocols[0]}//${protocols[0].startsWith('http') ? 'www.example.com' : 'user:password@host/name'}`

  return (name: string, value?: string): string | undefined => {
    if (!value) {
      if (required) {
        throw new Error(`Missing environment variable "${name}". Set it to a URL like ${example}`)
      }
      return undefined
    }
    const mistake = mistakeIn(value)
    if (mistake) throw new Error(`The value of "${name}" is wrong: ${mistake}`)
    if (!protocols.includes(protocolOf(value) ?? '')) {
      throw new Error(
        `The value of "${name}" is not a URL that starts with ${protocols.map((one) => `${one}//`).join(' or ')}. Set it to a URL like ${example}`
      )
    }
    if (tls() && !eachHost(value).every(isPrivate)) {
      throw new Error(
        `The value of "${name}" leads to another machine without TLS. Set it to a URL that starts with ${protocols.at(-1)}//${value.startsWith('postgres') ? ' and ends with ?sslmode=verify-full' : ''}, or set PLAIN_CONNECTIONS=true if nobody can read the network between the two`
      )
    }
    return value
  }
}

/**
 * A cluster has several servers: `postgresql://app@db1,db2/shop`, `amqp://app@mq1,mq2/shop`,
 * `redis+sentinel://s1,s2/0?master=shop`.
 */
function eachHost(value: string) {
  if (hasSentinels(value)) return redisUrlsOf(value)
  const hosts = isDatabase(value) ? hostsIn(value) : []
  return hosts.length > 1 ? hosts.map((host) => withHost(value, host)) : urlsOf(value)
}

function mistakeIn(value: string) {
  try {
    if (hasSentinels(value)) sentinelOptions(value)
    if (!isDatabase(value)) return undefined
    hostsIn(value)
    wantedIn(value)
  } catch (error) {
    return (error as Error).message
  }
}

const isDatabase = (value: string) => /^postgres(?:ql)?:/.test(value)

const WITH_TLS = ['https:', 'smtps:', 'rediss:', 'amqps:']

/** Whether nobody on the way can read the connection. For smtp: config/mail.ts demands STARTTLS. */
function isPrivate(value: string) {
  const { protocol, hostname, searchParams } = new URL(withLocalHost(value))
  if (WITH_TLS.includes(protocol) || protocol === 'smtp:' || isThisMachine(hostname)) return true
  return protocol.startsWith('postgres') && searchParams.get('sslmode') === 'verify-full'
}

/** The network names that proxy-addr supports. */
const NETWORK_NAMES = ['loopback', 'linklocal', 'uniquelocal']

/**
 * Validates a comma-separated list of reverse proxies: network names, addresses and CIDR ranges. Its error names every
 * invalid entry.
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

function protocolOf(value: string) {
  const urls = eachHost(value).map(withLocalHost)
  const areUrls = urls.every((url) => /^\w+:\/\/./.test(url) && URL.canParse(url))
  return areUrls ? /^[\w+]+:/.exec(value)?.[0].toLowerCase() : undefined
}

/**
 * A database URL for a local socket has no host: `postgresql://user@/name?host=/run/postgresql`.
 */
function withLocalHost(value: string) {
  return value.replace(/^(postgres(?:ql)?:\/\/(?:[^/@]*@)?)\//, '$1localhost/')
}

/** Validates a port beside that of the pages. */
export function portOf(variables: NodeJS.ProcessEnv = process.env) {
  return (name: string, value?: string): number | undefined => {
    if (!value) return undefined
    const port = /^\d{1,5}$/.test(value) ? Number(value) : 0
    if (port < 1 || port > 65_535) {
      throw new Error(`The value of "${name}" is not a port. Set it to a number from 1 to 65535`)
    }
    if (port === Number(variables.PORT)) {
      throw new Error(`The value of "${name}" is also that of "PORT". Set it to another port`)
    }
    return port
  }
}

/** Validates a number of seconds, from 0 to `most`. */
export function secondsOf(most: number) {
  return (name: string, value?: string): number | undefined => {
    if (!value?.trim()) return undefined
    const seconds = Number(value)
    if (seconds >= 0 && seconds <= most) return seconds
    throw new Error(`The value of "${name}" is not a number of seconds from 0 to ${most}`)
  }
}

/** Validates a whole number from 1 to `most`. */
export function countOf(most: number) {
  return (name: string, value?: string): number | undefined => {
    if (!value?.trim()) return undefined
    const count = Number(value)
    if (Number.isInteger(count) && count >= 1 && count <= most) return count
    throw new Error(`The value of "${name}" is not a whole number from 1 to ${most}`)
  }
}

/** Validates the place of uploaded files. */
export function diskOf(bucket: () => string | undefined) {
  return (name: string, value?: string): 'fs' | 's3' => {
    if (!value || value === 'fs') return 'fs'
    if (value !== 's3') throw new Error(`The value of "${name}" is not fs or s3`)
    if (!bucket())
      throw new Error(`Missing environment variable "S3_BUCKET". "${name}=s3" needs it`)
    return value
  }
}

/** Validates the address of a page: a path of the app, or a URL. */
export function pageOf() {
  return (name: string, value?: string): string | undefined => {
    if (!value || /^\/(?!\/)\S*$/.test(value)) return value || undefined
    if (/^https?:\/\/\S+$/.test(value) && URL.canParse(value)) return value
    throw new Error(`The value of "${name}" is not a path such as /terms or a URL of http or https`)
  }
}

/**
 * Validates half of a provider's client: its id or its secret. One without the other is a mistake. Spaces around a
 * copied value are dropped.
 * @param other the variable of the other half
 */
export function clientOf(other: string, variables: NodeJS.ProcessEnv = process.env) {
  return (name: string, value?: string): string | undefined => {
    const half = value?.trim() || undefined
    if (!half && variables[other]?.trim()) {
      throw new Error(`Missing environment variable "${name}". "${other}" is set and needs it`)
    }
    return half
  }
}

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]']

export function isThisMachine(hostname: string) {
  return LOOPBACK.includes(hostname)
}

/** Validates the address of an OpenID provider: it needs HTTPS, except on this machine. */
export function issuerOf() {
  return (name: string, value?: string): string | undefined => {
    const address = value?.trim().replace(/\/+$/, '')
    if (!address) return undefined
    const url = URL.canParse(address) ? new URL(address) : null
    const isSafe =
      url?.protocol === 'https:' || (url?.protocol === 'http:' && isThisMachine(url.hostname))
    if (!isSafe || url.username || url.search || url.hash) {
      throw new Error(
        `The value of "${name}" is not a URL that starts with https://. Set it to a URL like https://id.example.com`
      )
    }
    return address
  }
}
