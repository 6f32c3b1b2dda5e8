import type { Envelope } from '#queue/types'

export function envelope(changes: Partial<Envelope> = {}): Envelope {
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
