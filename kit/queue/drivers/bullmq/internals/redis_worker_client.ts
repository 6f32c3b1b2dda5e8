import { setTimeout as wait } from 'node:timers/promises'
import { createIORedisClient, type IRedisClient } from 'bullmq'
import { ReplyError, type Redis } from 'ioredis'
import { isInstant, type BrokerClock } from '#queue/drivers/bullmq/broker_clock'
import { asConnectionError } from '#queue/drivers/bullmq/internals/connection_errors'
import { RedisOrder } from '#queue/drivers/bullmq/internals/redis_order'

const RETRY_INFO_MS = 250

/** Replies for temporary errors: the server is starting, full, a replica, or busy. */
const PASSING = /^(LOADING|MISCONF|OOM|READONLY|BUSY|TRYAGAIN|MASTERDOWN|NOREPLICAS|UNBLOCKED)\b/

/**
 * The client of BullMQ's workers. It turns every temporary error into one after which they try again, and it replaces
 * the machine's time with Redis' own.
 */
export function createWorkerClient(
  redis: Redis,
  clock: BrokerClock,
  blocking: Redis[],
  onError: (error: Error) => void
): IRedisClient {
  const client: IRedisClient = createIORedisClient(redis)
  const order = new RedisOrder()
  const explain = (error: Error) => refuse(error, onError)

  return changed(client, {
    info: () => untilAnswered(redis, clock),
    runCommand(name, args) {
      const shifted = args.map((value) => (isInstant(value) ? clock.toBroker(value) : value))
      const receive = (result: unknown) => order.pass(name, withNextInstant(result, clock))
      return client.runCommand(name, shifted).then(receive, explain)
    },
    duplicate(options: object) {
      const duplicate = redis.duplicate({ ...options, ...PATIENT })
      blocking.push(duplicate)
      return blockingClient(duplicate, clock)
    },
  })
}

/** Wraps the client and does not change it, because the client calls its own methods. */
function changed(client: IRedisClient, changes: Partial<IRedisClient>): IRedisClient {
  return Object.create(client, Object.getOwnPropertyDescriptors(changes))
}

/** A blocking command waits longer than any other, and the client sends it again after a reconnect. */
const PATIENT = {
  enableOfflineQueue: true,
  autoResendUnfulfilledCommands: true,
  maxRetriesPerRequest: null,
  socketTimeout: undefined,
}

/**
 * The marker of a queue contains the time at which its next delayed job is due.
 */
function blockingClient(redis: Redis, clock: BrokerClock) {
  const client: IRedisClient = createIORedisClient(redis)

  return changed(client, {
    async bzpopmin(...options) {
      const popped = await client.bzpopmin(...options)
      if (!popped || !isInstant(Number(popped[2]))) return popped
      return [popped[0], popped[1], String(clock.fromBroker(Number(popped[2])))]
    },
  })
}

/**
 * The scripts that take a job return the job, its id, a rate limit, and the time at which the next delayed job is due.
 */
function withNextInstant(result: unknown, clock: BrokerClock) {
  if (Array.isArray(result) && result.length === 4 && isInstant(result[3])) {
    return [...result.slice(0, 3), clock.fromBroker(result[3])]
  }
  return result
}

function refuse(error: Error, onError: (error: Error) => void): never {
  if (error instanceof ReplyError) {
    if (!PASSING.test(error.message)) throw error
    onError(error)
  }
  throw asConnectionError(error)
}

/**
 * BullMQ asks once when it starts, and gives up when the connection breaks at that moment.
 */
async function untilAnswered(redis: Redis, clock: BrokerClock): Promise<string> {
  while (redis.status !== 'end') {
    try {
      await clock.measure()
      return await redis.info()
    } catch {
      await wait(RETRY_INFO_MS)
    }
  }
  throw new Error('Connection is closed.')
}
