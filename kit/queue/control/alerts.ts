import type { Alert, QueueState } from '#queue/control/types'
import { milliseconds } from '#queue/duration'
import type { QueueConfig } from '#queue/types'

/**
 * Lists the thresholds that the queues exceed.
 */
export function alertsOf(queues: QueueState[], { thresholds }: QueueConfig): Alert[] {
  const { depth, failed } = thresholds
  const wait = milliseconds(thresholds.wait) / 1000
  return queues.flatMap((queue) => [
    ...alert(queue, 'depth', queue.waiting, depth, `${queue.waiting} jobs wait`),
    ...alert(queue, 'wait', queue.oldestWait ?? 0, wait, `a job waits for ${queue.oldestWait} s`),
    ...alert(queue, 'failed', queue.failed, failed, `${queue.failed} jobs have failed`),
  ])
}

function alert(
  { name }: QueueState,
  threshold: Alert['threshold'],
  value: number,
  limit: number,
  what: string
): Alert[] {
  if (value <= limit) return []
  const unit = threshold === 'wait' ? ' s' : ''
  const message = `${name}: ${what}, and thresholds.${threshold} of config/queue.ts is ${limit}${unit}`
  return [{ queue: name, threshold, value, limit, message }]
}
