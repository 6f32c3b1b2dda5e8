import type { StoredJob } from '#queue/types'

export function storedJob(changes: Partial<StoredJob> = {}): StoredJob {
  return {
    id: crypto.randomUUID(),
    name: 'job',
    queue: 'default',
    message: { payload: {} },
    attempts: 3,
    backoff: 100,
    delay: 0,
    ...changes,
  }
}
