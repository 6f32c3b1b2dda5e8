import type { QueueDriver } from '#queue/drivers/driver'

/**
 * Which of these jobs the broker has.
 * @returns undefined where the broker cannot say
 * @throws what the broker's client throws while it is away
 */
export async function heldByBroker(
  driver: QueueDriver,
  jobs: { id: string; queue: string }[]
): Promise<Set<string> | undefined> {
  const held = new Set<string>()
  for (const [queue, ofQueue] of Map.groupBy(jobs, (job) => job.queue)) {
    const ids = await driver.has(
      queue,
      ofQueue.map(({ id }) => id)
    )
    if (!ids) return undefined
    ids.forEach((id) => held.add(id))
  }
  return held
}

/**
 * The jobs that wait in these queues, where the broker has to go through them.
 * @throws what the broker's client throws while it is away
 */
export async function listedByBroker(driver: QueueDriver, queues: Set<string>) {
  const listed = new Set<string>()
  for (const queue of queues) {
    const ids = await driver.list?.(queue)
    ids?.forEach((id) => listed.add(id))
  }
  return listed
}
