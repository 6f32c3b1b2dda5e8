import { test } from '@japa/runner'
import { aMoment, DriverListener } from '#queue/tests/support/driver_listener'
import { storedJob } from '#queue/tests/support/stored_jobs'
import { eventually } from '#tests/support/eventually'
import { QUEUES, RedisQueue } from '#queue/tests/support/redis_queue'

const LATEST_REJECTION_MS = 2200
/** The delay that a busy machine may add. */
const SLACK_MS = 500

test.group('Redis | failures', (group) => {
  const queue = new RedisQueue(group)

  test('the job of a killed worker runs again within the lease', async ({ assert }) => {
    const victim = await queue.startProcess()
    const job = storedJob({ message: { payload: { hold: true } } })
    await queue.driver.publish([job])
    await victim.says((line) => line.reserved === job.id)
    await victim.kill()
    const killed = performance.now()
    const listener = new DriverListener()
    await queue.listen(listener)
    const again = await listener.takes(1)

    assert.isBelow(performance.now() - killed, 2500)
    assert.deepInclude(
      { ...again },
      { id: job.id, attempt: 1, crashes: 1, possibleDuplicate: true }
    )
  })

  test('a worker that was frozen past its lease drops its job', async ({ assert }) => {
    const frozen = await queue.startProcess()
    const job = storedJob({ message: { payload: { hold: true } } })
    await queue.driver.publish([job])
    await frozen.says((line) => line.reserved === job.id)
    frozen.send('SIGSTOP')
    const listener = new DriverListener()
    await queue.listen(listener)
    await listener.ends(1)
    frozen.send('SIGCONT')
    await frozen.says((line) => line.ended === job.id)
    await aMoment()

    assert.lengthOf(listener.reserved, 1)
    assert.lengthOf(
      frozen.said.filter((line) => line.reserved),
      1
    )
  })

  test('a job that runs longer than the lease stays with its worker', async ({ assert }) => {
    const listener = new DriverListener(async () => {
      await aMoment(3500)
      return { status: 'completed' }
    })
    const job = storedJob()
    await queue.driver.publish([job])
    await queue.listen(listener)
    await queue.listen(listener)
    await listener.ends(1)

    assert.lengthOf(listener.reserved, 1)
    await queue.untilGone(job)
  })

  test('no job is lost and workers continue after a restart of Redis', async ({ assert }) => {
    const listener = new DriverListener(async () => {
      await aMoment(600)
      return { status: 'completed' }
    })
    const jobs = Array.from({ length: 8 }, () => storedJob())
    await queue.driver.publish(jobs)
    await queue.listen(listener)
    await listener.takes(2)
    await queue.server.kill()
    await aMoment(1000)
    await queue.server.start()
    await queue.untilGone(...jobs)

    assert.sameMembers(
      [...new Set(listener.reserved.map(({ id }) => id))],
      jobs.map(({ id }) => id)
    )
    const later = storedJob()
    await queue.driver.publish([later])
    await eventually(async () => listener.reserved.some(({ id }) => id === later.id))
  }).timeout(40_000)

  test('a worker can start and stop while Redis is unavailable', async ({ assert }) => {
    await queue.server.kill()
    const started = performance.now()
    await queue.driver.check()
    const listener = new DriverListener()
    const listening = await queue.driver.listen(QUEUES, listener)
    const other = await queue.driver.listen(QUEUES, new DriverListener())
    await other.stop(5000)
    assert.isBelow(performance.now() - started, 6000)
    await assert.rejects(() => queue.driver.publish([storedJob()]))
    await queue.server.start()
    const job = storedJob()
    await queue.driver.publish([job])

    const reserved = await listener.takes(1)
    assert.equal(reserved.id, job.id)
    await listening.stop(0)
  })

  test('a publish fails at once while Redis is unavailable', async ({ assert }) => {
    await queue.driver.publish([storedJob()])
    await queue.server.kill()
    const lost = storedJob()
    const took = await rejection(() => queue.driver.publish([lost]))
    await queue.server.start()

    assert.isBelow(took, 500)
    const job = storedJob()
    await queue.driver.publish([job])
    assert.deepEqual(await queue.driver.has('default', [lost.id, job.id]), new Set([job.id]))
  })

  for (const known of [true, false]) {
    const connection = known ? 'an open connection' : 'a new connection'
    test(`a publish to a frozen Redis fails within 2 s on ${connection}, and adds no job later`, async ({
      assert,
    }) => {
      if (known) await queue.driver.publish([storedJob()])
      const lost = [storedJob(), storedJob({ delay: 1 }), storedJob({ priority: 1 })]
      queue.server.freeze()
      const took = await Promise.all(
        lost.map((job) => rejection(() => queue.driver.publish([job])))
      )
      await aMoment(400)
      queue.server.thaw()

      assert.isBelow(Math.max(...took), LATEST_REJECTION_MS)
      const job = storedJob()
      await queue.driver.publish([job])
      await aMoment()
      const ids = [...lost, job].map(({ id }) => id)
      assert.deepEqual(await queue.driver.has('default', ids), new Set([job.id]))
    })
  }

  test('a worker whose clock is {$self} ms off runs delayed jobs on time')
    .with([300_000, -300_000])
    .run(async ({ assert }, skew) => {
      const worker = await queue.startProcess({
        TEST_CLOCK_SKEW_MS: String(skew),
        RETRY_MS: '1200',
      })
      const job = storedJob({ delay: 1000 })
      const published = Date.now()
      await queue.driver.publish([job])
      const first = await worker.says((line) => line.reserved === job.id)
      const second = await worker.says((line) => line.reserved === job.id && line.attempt === 2)

      assert.closeTo(first.at - published, 1000 + SLACK_MS, SLACK_MS + 50)
      assert.closeTo(second.at - first.at, 1200 + SLACK_MS, SLACK_MS + 50)
    })
})

/** The milliseconds until the attempt failed. */
async function rejection(attempt: () => Promise<unknown>) {
  const started = performance.now()
  const failed = await attempt().then(
    () => false,
    () => true
  )
  if (!failed) throw new Error('It did not fail')
  return performance.now() - started
}
