import { once } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import { test } from '@japa/runner'
import { eventually } from '#tests/support/eventually'
import {
  completed,
  storedJob,
  refused,
  type RabbitmqApp,
  untilAborted,
  useRabbitmq,
} from '#queue/tests/support/rabbitmq_app'

let rabbit: RabbitmqApp

test.group('RabbitMQ | failures', (group) => {
  const broker = useRabbitmq(group, (begun) => (rabbit = begun))

  async function limitMemory(megabytes: number) {
    const limit = `{absolute, ${megabytes * 1024 * 1024}}`
    await broker.evaluate(`vm_memory_monitor:set_vm_memory_high_watermark(${limit}).`)
  }

  test('a RabbitMQ that is low on memory accepts no job, and the error says so', async ({
    assert,
  }) => {
    await rabbit.listen(() => completed)
    await rabbit.driver.publish([storedJob()])
    await limitMemory(1)
    await eventually(() =>
      rabbit.driver.publish([storedJob()]).then(
        () => false,
        () => true
      )
    )
    const { after } = await refused(rabbit.driver.publish([storedJob()]))
    assert.isBelow(after, 2200)

    await limitMemory(512)
    await rabbit.untilPublished()
  }).timeout(60_000)

  test('a publish to a frozen RabbitMQ fails within two seconds', async ({ assert }) => {
    await rabbit.driver.publish([storedJob()])
    broker.freeze()
    const [first, second] = await Promise.all([
      refused(rabbit.driver.publish([storedJob()])),
      refused(rabbit.driver.publish(Array.from({ length: 3000 }, () => storedJob()))),
    ])
    const afresh = await refused(rabbit.driver.publish([storedJob()]))
    broker.thaw()
    // The driver gives up after 1.9 s, and a dispatch after 2 s; the rest allows for a busy machine.
    for (const { after } of [first, second, afresh]) assert.isBelow(after, 4000)
    await rabbit.driver.publish([storedJob()])
  })

  test('a worker detects a frozen RabbitMQ by the heartbeat, and no crash is counted', async ({
    assert,
  }) => {
    await rabbit.driver.publish([storedJob()])
    await rabbit.listen((job) => (rabbit.reserved.length > 1 ? completed : untilAborted(job)))
    await rabbit.untilTaken(1)
    broker.freeze()
    const stalled = performance.now()
    await rabbit.untilEnded(1)
    assert.isBelow(performance.now() - stalled, 6000)
    broker.thaw()
    await rabbit.untilEnded(2)
    assert.containsSubset(rabbit.reserved[1], { attempt: 1, crashes: 0, possibleDuplicate: true })
  })

  test('a killed RabbitMQ loses no confirmed job', async ({ assert, cleanup }) => {
    const confirmed = new Set<string>()
    let publishing = true
    cleanup(() => void (publishing = false))
    const publish = async () => {
      while (publishing) {
        const jobs = Array.from({ length: 5 }, () => storedJob())
        await rabbit.driver.publish(jobs).then(
          () => jobs.forEach(({ id }) => confirmed.add(id)),
          () => undefined
        )
        await wait(20)
      }
    }
    const long = storedJob({ name: 'long' })
    const longs = () => rabbit.reserved.filter((job) => job.id === long.id)
    const mayEnd = new AbortController()
    const end = once(mayEnd.signal, 'abort').then(() => completed)
    await rabbit.driver.publish([long])
    await rabbit.listen((job) =>
      job.id === long.id ? Promise.race([untilAborted(job), end]) : wait(1).then(() => completed)
    )
    const publishers = [publish(), publish(), publish()]
    for (let kills = 0; kills < 3; kills++) {
      const before = confirmed.size
      await eventually(
        async () => confirmed.size > before + 300 && longs().length === kills + 1,
        30_000
      )
      await broker.kill()
      const { after } = await refused(rabbit.driver.publish([storedJob()]))
      assert.isBelow(after, 2200)
      await rabbit.driver.check()
      await broker.start()
    }
    await eventually(async () => longs().length === 4, 30_000)
    publishing = false
    await Promise.all(publishers)
    mayEnd.abort()

    await eventually(async () => {
      const completions = rabbit.ended.filter(({ outcome }) => outcome === completed)
      const done = new Set(completions.map(({ job }) => job.id))
      return done.has(long.id) && [...confirmed].every((id) => done.has(id))
    }, 30_000)
    assert.exists(longs()[0].cancellation.reason)
    assert.deepEqual(
      longs().map((job) => job.crashes),
      [0, 0, 0, 0]
    )
  }).timeout(120_000)
})
