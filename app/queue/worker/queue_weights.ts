import { E_UNKNOWN_QUEUE } from '#queue/errors'
import type { QueueConfig } from '#queue/types'

/** Of each queue, in order: its share, or undefined for one that comes strictly before all that follow. */
export type QueueWeights = Map<string, number | undefined>

/**
 * Reads `--queue=high,default:5,low:1`: high always comes first, and of what is left default gets five times what
 * low gets. Without it, every queue of config/queue.ts by the weights there.
 * @throws E_UNKNOWN_QUEUE, RangeError
 */
export function readQueueWeights(
  texts: string[] | undefined,
  { queues }: QueueConfig
): QueueWeights {
  if (!texts) return new Map(Object.entries(queues))

  return new Map(
    texts
      .flatMap((text) => text.split(','))
      .map((text) => {
        const [name, weight] = text.split(':')
        if (!Object.hasOwn(queues, name)) {
          throw new E_UNKNOWN_QUEUE([name, Object.keys(queues).join(', ')])
        }
        return [name, weight === undefined ? undefined : readWeight(name, weight)]
      })
  )
}

function readWeight(name: string, text: string) {
  const weight = Number(text)
  if (!(weight > 0)) {
    throw new RangeError(`The weight of the queue "${name}" is "${text}". Give a number above 0`)
  }
  return weight
}
