import type { QueueManager } from '#queue/queue_manager'

/**
 * What the environment of a worker of the tests asks for: TEST_RELEASE=next knows a job that the others do not, and
 * TEST_DIES=published kills it when its relay has published a job and has not said so, TEST_DIES=committed when a job
 * of kit/queue/tests/chaos has written in transaction() and the broker was not told. TEST_CRASHES is how many deaths of its
 * workers a job survives.
 */
export function misbehave(queue: QueueManager) {
  const { TEST_RELEASE, TEST_DIES, TEST_CRASHES } = process.env
  if (TEST_RELEASE === 'next') {
    queue.registry.add({
      'test/of_tomorrow': () => import('#queue/tests/support/jobs/of_tomorrow'),
    })
  }
  if (TEST_CRASHES) queue.config.crashes = Number(TEST_CRASHES)
  if (TEST_DIES === 'published') dieWhenPublished(queue)
  if (TEST_DIES === 'committed') dieWhenCommitted(queue)
}

function dieWhenPublished({ driver }: QueueManager) {
  const publish = driver.publish.bind(driver)
  driver.publish = async (envelopes) => {
    await publish(envelopes)
    process.kill(process.pid, 'SIGKILL')
  }
}

function dieWhenCommitted({ driver }: QueueManager) {
  const listen = driver.listen.bind(driver)
  driver.listen = (options, listener) =>
    listen(options, {
      async handle(taken) {
        const outcome = await listener.handle(taken)
        const { once } = taken.message.payload as { once?: boolean }
        if (once && outcome.status === 'completed') process.kill(process.pid, 'SIGKILL')
        return outcome
      },
      ended: (...told) => listener.ended(...told),
      troubled: (error) => listener.troubled(error),
    })
}
