import { ReplyError, type Redis } from 'ioredis'
import { hasSentinels, sentinelOptions } from '#queue/drivers/redis/address'
import { answerOf, connect, createImpatientClient } from '#queue/drivers/redis/client'
import { E_BROKER_REFUSED } from '#queue/errors'

const OLDEST_MAJOR = 5

/**
 * Passes when Redis is merely away.
 * @throws E_BROKER_REFUSED
 */
export async function checkRedis(url: string) {
  validateAddress(url)
  const client = createImpatientClient(url, { enableReadyCheck: false })
  let obstacle: Error | undefined
  for (const event of ['error', 'sentinelError']) {
    client.once(event, (error) => (obstacle ??= error))
  }
  try {
    const mistake = await answerOf(client, inspect(client))
    if (mistake) throw refused(mistake)
  } catch (error) {
    if (error instanceof E_BROKER_REFUSED) throw error
    const reason = reasonOf(obstacle ?? (error as Error))
    if (reason) throw refused(reason)
  } finally {
    client.disconnect()
  }
}

/** Tells which program and version it is. Valkey also names the version of Redis whose commands it has. */
export async function serverOf(url: string) {
  const client = createImpatientClient(url, { enableReadyCheck: false })
  try {
    const facts = await answerOf(
      client,
      connect(client).then(() => factsOf(client))
    )
    return facts.valkey_version
      ? { product: 'Valkey' as const, version: facts.valkey_version }
      : { product: 'Redis' as const, version: facts.redis_version ?? '' }
  } finally {
    client.disconnect()
  }
}

function validateAddress(url: string) {
  if (hasSentinels(url)) {
    try {
      sentinelOptions(url)
    } catch (error) {
      throw refused(`REDIS_URL is wrong: ${(error as Error).message}`)
    }
  } else if (!/^rediss?:\/\//.test(url)) {
    throw refused(
      'REDIS_URL is not the address of a Redis. Set it to an address such as redis://:password@127.0.0.1:6379/0'
    )
  }
}

async function inspect(client: Redis) {
  const { username, password, db = 0 } = client.options
  // The client would only warn about an error here, or reject a promise that nobody awaits.
  Object.assign(client.options, { username: null, password: null, db: 0 })
  await connect(client)
  if (password) await (username ? client.auth(username, password) : client.auth(password))
  await client.select(db)
  await client.ping()
  return validateServer(await factsOf(client))
}

async function factsOf(client: Redis) {
  const info = await client.info()
  const facts = Object.fromEntries(info.split(/\r?\n/).map((line) => line.split(':', 2)))
  return facts as Record<string, string | undefined>
}

function validateServer(facts: Record<string, string | undefined>) {
  const { redis_version: version = '', maxmemory_policy: policy = 'noeviction' } = facts
  if (facts.cluster_enabled === '1') {
    return 'The Redis of REDIS_URL is a cluster. Use one without cluster mode'
  }
  if (Number.parseInt(version) < OLDEST_MAJOR) {
    return `The Redis of REDIS_URL is version ${version}. Use Redis ${OLDEST_MAJOR} or later, or Valkey`
  }
  if (policy !== 'noeviction') {
    return `The Redis of REDIS_URL discards jobs when its memory is full (maxmemory-policy ${policy}). Set "maxmemory-policy noeviction" in its configuration`
  }
}

/**
 * @returns undefined when Redis is only away or busy
 */
function reasonOf(error: Error & { code?: string }) {
  const { code = '', message } = error
  if (/No such master/.test(message)) {
    return 'The sentinels of REDIS_URL do not monitor a Redis of this name. Correct master= in REDIS_URL'
  }
  if (/sentinel .* because (NOAUTH|WRONGPASS)/.test(message)) {
    return 'The sentinels refused the user or the password. Correct sentinelUsername= and sentinelPassword= in REDIS_URL'
  }
  if (/without any password/.test(message)) {
    return 'Redis has no password. Remove it from REDIS_URL, or set one in Redis'
  }
  if (/^(WRONGPASS|NOAUTH)|invalid password/.test(message)) {
    return 'Redis refused the user or the password. Correct them in REDIS_URL'
  }
  if (/DB index|not an integer/.test(message)) {
    return 'Redis has no such database. Correct the number at the end of REDIS_URL'
  }
  if (/^NOPERM/.test(message)) {
    return `The user of REDIS_URL lacks permissions that the queue needs: ${message}`
  }
  if (/^Protocol error/.test(message))
    return 'The server of REDIS_URL is not Redis. Correct REDIS_URL'
  if (/WRONG_VERSION_NUMBER|EPROTO/.test(code + message)) {
    return 'The Redis of REDIS_URL does not speak TLS. Write redis:// instead of rediss://'
  }
  if (error instanceof ReplyError && !/^(LOADING|MASTERDOWN|BUSY)/.test(message)) {
    return `Redis refused a command that the queue needs: ${message}`
  }
}

function refused(sentence: string) {
  return new E_BROKER_REFUSED([sentence])
}
