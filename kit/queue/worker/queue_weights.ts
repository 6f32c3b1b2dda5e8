import { E_UNKNOWN_QUEUE } from '#queue/errors'
import type { QueueConfig } from '#queue/types'

/** The weight of each queue, in order; undefined for a queue that comes before all queues with a weight. */
export type QueueWeights = Map<string, number | undefined>

/**
 * Reads `--queue=high,default:5,low:1`: `high` always comes first, and of the other turns `default` gets five times as
 * many as `low`. Without the option, returns every queue of config/queue.ts with its weight there.
 * @throws E_UNKNOWN_QUEUE, RangeError
 */
export function readQueueWeights(
  texts: string[] | undefined,
  { queues }: QueueConfig
): QueueWeights {
  if (!texts) return new Map(Object.entries(queues))

  const weights: QueueWeights = new Map()
  for (const text of texts.flatMap((some) => some.split(','))) {
    const [name, ...weight] = text.split(':')
    if (!Object.hasOwn(queues, name)) {
      throw new E_UNKNOWN_QUEUE([name, Object.keys(queues).join(', ')])
    }
    if (weights.has(name)) throw new RangeError(`The queue "${name}" is named twice`)
    weights.set(name, weight.length > 0 ? readWeight(name, weight.join(':')) : undefined)
  }
  return weights
}

function readWeight(name: string, text: string) {
  const weight = Number(text)
  if (!(weight > 0 && weight < Infinity)) {
    throw new RangeError(`The weight of the queue "${name}" is "${text}". Give a number above 0`)
  }
  return weight
}
