import { test } from '@japa/runner'
import { aMoment, DriverListener } from '#queue/tests/support/driver_listener'
import { storedJob } from '#queue/tests/support/stored_jobs'
import { LEASE_MS, PostgresQueue } from '#queue/tests/support/postgres_queue'

const SKEWS_MS = [300_000, -300_000]
const BUSY_MS = 500
/** The delay that a busy machine may add. */
const SLACK_MS = 500

test.group('A wrong clock on PostgreSQL', (group) => {
  const queue = new PostgresQueue(group)
  const startProcess = (skew: number, env: NodeJS.ProcessEnv = {}) =>
    queue.startProcess({ TEST_CLOCK_SKEW_MS: String(skew), ...env })

  test('a worker whose clock is {$self} ms off runs delayed jobs on time and sleeps until then')
    .with(SKEWS_MS)
    .run(async ({ assert }, skew) => {
      const worker = await startProcess(skew, { RETRY_MS: '1500' })
      const job = storedJob({ delay: 1500 })
      const published = Date.now()
      await queue.publish(job)
      const first = await worker.says((line) => line.reserved === job.id)
      const second = await worker.says((line) => line.reserved === job.id && line.attempt === 2)

      assert.closeTo(first.at - published, 1500 + SLACK_MS, SLACK_MS + 50)
      assert.closeTo(second.at - first.at, 1500 + SLACK_MS, SLACK_MS + 50)
      assert.isBelow(second.cpu - first.cpu, BUSY_MS)
    })

  test('a worker whose clock is {$self} ms off keeps its job until it dies')
    .with(SKEWS_MS)
    .run(async ({ assert }, skew) => {
      const worker = await startProcess(skew)
      const job = storedJob({ message: { payload: { hold: true } } })
      await queue.publish(job)
      await worker.says((line) => line.reserved === job.id)
      const listener = new DriverListener()
      await queue.listen(listener)
      await aMoment(2 * LEASE_MS)
      assert.lengthOf(listener.reserved, 0)

      await worker.kill()
      const killed = performance.now()
      const again = await listener.takes(1)
      assert.deepInclude({ ...again }, { id: job.id, crashes: 1, possibleDuplicate: true })
      assert.isBelow(performance.now() - killed, LEASE_MS + 500)
    })

  test('a worker whose clock is {$self} ms off takes no running job from another worker')
    .with(SKEWS_MS)
    .run(async ({ assert }, skew) => {
      const listener = new DriverListener(async () => {
        await aMoment(2 * LEASE_MS)
        return { status: 'completed' }
      })
      await queue.listen(listener)
      await queue.publish(storedJob())
      await listener.takes(1)
      const worker = await startProcess(skew)
      await listener.ends(1)

      assert.isUndefined(worker.said.find((line) => line.reserved))
    })
})
