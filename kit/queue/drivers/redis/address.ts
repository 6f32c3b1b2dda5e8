import type { RedisOptions } from 'ioredis'

const SENTINEL_PORT = 26_379

const SENTINELS = /^(rediss?)\+sentinel:\/\/(?:([^@/?]*)@)?([^@/?]*)(?:\/(\d*))?(?:\?(.*))?$/

/** The protocols of REDIS_URL. */
export const REDIS_PROTOCOLS = ['redis:', 'redis+sentinel:', 'rediss+sentinel:', 'rediss:']

/** Whether sentinels tell which Redis is the primary. */
export function hasSentinels(url: string) {
  return SENTINELS.test(url)
}

/** A URL for each sentinel of `redis+sentinel://s1,s2:26379,s3/0?master=shop`, or the URL of the only Redis. */
export function redisUrlsOf(url: string): string[] {
  const [, protocol, , hosts] = SENTINELS.exec(url) ?? []
  return hosts ? hosts.split(',').map((host) => `${protocol}://${host}`) : [url]
}

/**
 * The client's options for a Redis with sentinels. User, password and database are those of Redis.
 * @throws an error that names the part which is wrong, and no password
 */
export function sentinelOptions(url: string): RedisOptions {
  const [, protocol, login = '', hosts = '', database, search] = SENTINELS.exec(url) ?? []
  const parameters = new URLSearchParams(search)
  const name = parameters.get('master')
  if (!name) throw new Error('it needs ?master= with the name that the sentinels monitor')

  const [username, ...password] = login.split(':').map(decodeURIComponent)
  return {
    sentinels: hosts.split(',').map(sentinelAt),
    name,
    username: username || undefined,
    password: password.join(':') || undefined,
    db: Number(database ?? 0),
    sentinelUsername: parameters.get('sentinelUsername') ?? undefined,
    sentinelPassword: parameters.get('sentinelPassword') ?? undefined,
    ...(protocol === 'rediss' && { tls: {}, sentinelTLS: {}, enableTLSForSentinelMode: true }),
  }
}

function sentinelAt(host: string, index: number) {
  const address = `redis://${host}`
  if (!host || !URL.canParse(address)) {
    throw new Error(`its host ${index + 1} is not a name with a port, such as s1.example.com:26379`)
  }
  const { hostname, port } = new URL(address)
  return { host: hostname.replace(/^\[|\]$/g, ''), port: Number(port || SENTINEL_PORT) }
}
