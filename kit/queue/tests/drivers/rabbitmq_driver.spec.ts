import { test } from '@japa/runner'
import { eventually } from '#tests/support/eventually'
import {
  completed,
  storedJob,
  refused,
  RabbitmqApp,
  useRabbitmq,
} from '#queue/tests/support/rabbitmq_app'

let rabbit: RabbitmqApp

test.group('RabbitMQ driver', (group) => {
  const broker = useRabbitmq(group, (begun) => (rabbit = begun))

  test('a published job is delivered unchanged, once', async ({ assert }) => {
    const job = storedJob({ attempt: 1, priority: 3 })
    await rabbit.driver.publish([job])
    await rabbit.listen(() => completed)
    await rabbit.untilEnded(1)

    const { id, name, queue, message, attempts, backoff } = job
    const { cancellation, confirm, ...reserved } = rabbit.reserved[0]
    assert.deepEqual(reserved, {
      ...{ id, name, queue, message, attempts, backoff },
      ...{ attempt: 2, crashes: 0, possibleDuplicate: false },
    })
    await confirm!()
    assert.isUndefined(cancellation.reason)
    await rabbit.end()
    const later = new RabbitmqApp(broker, { prefix: rabbit.prefix })
    assert.equal(await later.waiting(), 0)
    await later.end()
  })

  test('10,000 jobs of two queues are published in bulk', async ({ assert }) => {
    const jobs = Array.from({ length: 10_000 }, (_, index) =>
      storedJob({ queue: index % 2 ? 'default' : 'low' })
    )
    await rabbit.driver.publish(jobs)
    await rabbit.listen(() => completed, { queues: ['default', 'low'], concurrency: 50 })
    await rabbit.untilEnded(jobs.length)
    assert.sameMembers(
      rabbit.reserved.map((job) => job.id),
      jobs.map((job) => job.id)
    )
  })

  test('a job for a queue that RabbitMQ does not have is refused', async ({ assert }) => {
    const { error } = await refused(rabbit.driver.publish([storedJob({ queue: 'nowhere' })]))
    assert.equal(error.message, `RabbitMQ has no queue "${rabbit.prefix}.nowhere"`)
  })

  test('a deleted queue is declared again by publishers and listeners', async () => {
    await rabbit.driver.publish([])
    await rabbit.deleteQueue()
    await refused(rabbit.driver.publish([storedJob()]))
    await rabbit.untilPublished()

    await rabbit.listen(() => completed)
    await rabbit.untilEnded(1)
    await rabbit.deleteQueue()
    await rabbit.untilPublished()
    await rabbit.untilEnded(2)
  })

  test('an unreadable message is moved aside with the reason, and the worker continues', async ({
    assert,
  }) => {
    await rabbit.listen(() => completed)
    const { delay, ...job } = storedJob()
    const hostile: [Buffer | object, RegExp][] = [
      [Buffer.from('{"id":'), /not JSON$/],
      [Buffer.alloc(0), /not JSON$/],
      [Buffer.from('null'), /not a JSON object/],
      [[1], /not a JSON object/],
      [{ ...job, id: 'mine' }, /"id"/],
      [{ ...job, name: 42 }, /"name"/],
      [{ ...job, name: 'n'.repeat(201) }, /"name"/],
      [{ ...job, message: 'text' }, /"message"/],
      [{ ...job, message: {} }, /"payload"/],
      [{ ...job, message: { payload: 1, origin: { user: 1 } } }, /"origin"/],
      [{ ...job, attempts: 0 }, /"attempts"/],
      [{ ...job, backoff: null }, /"backoff"/],
      [{ ...job, message: { payload: 'a\0' } }, /invalid character/],
      [Buffer.alloc(1024 * 1024, '1'), /1048576 bytes/],
    ]
    for (const [body] of hostile) await rabbit.send(body)
    await rabbit.driver.publish([storedJob({ name: 'data:text/javascript,1' })])
    await rabbit.untilEnded(1)

    const found = []
    for (let count = 0; count < hostile.length; count++) {
      found.push(await eventually(() => rabbit.takeDead()))
    }
    for (const [body, reason] of hostile) {
      const dead = found.find(({ body: one }) =>
        Buffer.from(JSON.stringify(one)).equals(Buffer.from(JSON.stringify(body)))
      )
      assert.match(dead?.headers?.['x-reason'], reason)
      assert.equal(dead?.headers?.['x-queue'], `${rabbit.prefix}.default`)
    }
    assert.lengthOf(rabbit.errors, hostile.length)
    assert.lengthOf(rabbit.reserved, 1)
    assert.equal(rabbit.reserved[0].name, 'data:text/javascript,1')
  })

  test('clear removes the waiting jobs', async ({ assert }) => {
    await rabbit.driver.publish([storedJob(), storedJob()])
    await rabbit.driver.clear('default')
    assert.equal(await rabbit.waiting(), 0)
    assert.isFalse(await rabbit.driver.remove())
    assert.isUndefined(await rabbit.driver.has())
  })

  test('list finds the waiting jobs and marks each as a possible duplicate', async ({ assert }) => {
    const jobs = Array.from({ length: 450 }, () => storedJob({ attempt: 1 }))
    await rabbit.driver.publish(jobs)
    await rabbit.send(Buffer.from('none of ours'))
    await rabbit.driver.publish([storedJob({ queue: 'low' })])
    const ids = jobs.map(({ id }) => id)
    assert.deepEqual([...(await rabbit.driver.list('default'))], ids)
    assert.deepEqual([...(await rabbit.driver.list('default'))], ids)

    await rabbit.listen(() => completed, { concurrency: 1 })
    await rabbit.untilEnded(450)
    assert.deepEqual(
      rabbit.reserved.map(({ id }) => id),
      ids
    )
    assert.isTrue(
      rabbit.reserved.every((job) => job.possibleDuplicate && job.attempt === 2 && !job.crashes)
    )
    await eventually(() => rabbit.takeDead())
  })
})
