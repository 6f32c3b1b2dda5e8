import type { QueueManager } from '#queue/queue_manager'

/**
 * Changes a test worker by its environment. With TEST_RELEASE=next it knows a job that the other workers do not know.
 * TEST_DIES=published kills it after its relay has published a job, but before it has recorded this.
 * TEST_DIES=committed kills it after a job of kit/queue/tests/chaos has written in transaction(), but before the job is
 * acknowledged. TEST_CRASHES is the number of worker deaths that a job survives.
 */
export function misbehave(queue: QueueManager) {
  const { TEST_RELEASE, TEST_DIES, TEST_CRASHES } = process.env
  if (TEST_RELEASE === 'next') {
    queue.registry.add({
      'test/unknown_to_old_release_job': () =>
        import('#queue/tests/support/jobs/unknown_to_old_release_job'),
    })
  }
  if (TEST_CRASHES) queue.config.crashes = Number(TEST_CRASHES)
  if (TEST_DIES === 'published') dieWhenPublished(queue)
  if (TEST_DIES === 'committed') dieWhenCommitted(queue)
}

function dieWhenPublished({ driver }: QueueManager) {
  const publish = driver.publish.bind(driver)
  driver.publish = async (jobs) => {
    await publish(jobs)
    process.kill(process.pid, 'SIGKILL')
  }
}

function dieWhenCommitted({ driver }: QueueManager) {
  const listen = driver.listen.bind(driver)
  driver.listen = (options, listener) =>
    listen(options, {
      async handle(reserved) {
        const outcome = await listener.handle(reserved)
        const { once } = reserved.message.payload as { once?: boolean }
        if (once && outcome.status === 'completed') process.kill(process.pid, 'SIGKILL')
        return outcome
      },
      ended: (...told) => listener.ended(...told),
      onError: (error) => listener.onError(error),
    })
}
