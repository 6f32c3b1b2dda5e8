import type { QueueManager } from '#queue/queue_manager'

/**
 * What the environment of a worker of the tests asks for: TEST_RELEASE=next knows a job that the others do not, and
 * TEST_DIES=published kills it when its relay has published a job and has not said so.
 */
export function misbehave(queue: QueueManager) {
  const { TEST_RELEASE, TEST_DIES } = process.env
  if (TEST_RELEASE === 'next') {
    queue.registry.add({ 'test/of_tomorrow': () => import('#tests/support/jobs/of_tomorrow') })
  }
  if (TEST_DIES === 'published') dieWhenPublished(queue)
}

function dieWhenPublished({ driver }: QueueManager) {
  const publish = driver.publish.bind(driver)
  driver.publish = async (envelopes) => {
    await publish(envelopes)
    process.kill(process.pid, 'SIGKILL')
  }
}
