import type { QueueDriver } from '#queue/drivers/driver'

/**
 * Finds which of these jobs the broker has.
 * @returns undefined if the broker cannot look up jobs
 * @throws the error of the broker's client while the broker is unavailable
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
 * Lists the waiting jobs of these queues, for a broker that cannot look up jobs by id.
 * @throws the error of the broker's client while the broker is unavailable
 */
export async function listedByBroker(driver: QueueDriver, queues: Set<string>) {
  const listed = new Set<string>()
  for (const queue of queues) {
    const ids = await driver.list?.(queue)
    ids?.forEach((id) => listed.add(id))
  }
  return listed
}
