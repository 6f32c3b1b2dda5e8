import { createRedisBackend } from 'bullmq'
import type { Locks } from '#queue/drivers/bullmq/lock_keeping'
import { connect, createImpatientClient } from '#queue/drivers/redis/client'

const ANSWER_TIMEOUT_MS = 1800

/**
 * @throws Redis' error when it is away
 */
export async function openRedisLocks(url: string, prefix: string): Promise<Locks> {
  const client = createImpatientClient(url, { commandTimeout: ANSWER_TIMEOUT_MS })
  await connect(client)
  return {
    open(queue) {
      const options = { connection: client, prefix, skipVersionCheck: true }
      const backend = createRedisBackend(queue, options as never)
      return backend.on('error', () => undefined)
    },
    async close() {
      client.disconnect()
    },
  }
}
