import { createPostgresBackend } from 'bullmq'
import type { BullMQStore } from '#queue/drivers/bullmq/store'

/** After a lost NOTIFY a worker polls within this time. BullMQ itself would wait up to an hour. */
const LONGEST_BLOCK_SECONDS = 10

export const createBackend: BullMQStore['backend'] = (...options) => {
  const backend = createPostgresBackend(...options)
  // BullMQ checks the schema once and keeps the answer for ever. If PostgreSQL were away at that moment, each query
  // would fail at once, and the worker would ask for jobs without a pause. The listening has checked the schema.
  Object.assign(backend.connection, { waitUntilReady: async () => undefined })
  return Object.defineProperty(backend, 'maximumBlockTimeout', { value: LONGEST_BLOCK_SECONDS })
}
