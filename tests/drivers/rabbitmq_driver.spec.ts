import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import { eventually } from '#tests/support/eventually'
import { completed, envelopeOf, RabbitmqApp, untilAborted } from '#tests/support/rabbitmq_app'
import { RabbitmqServer } from '#tests/support/brokers/rabbitmq_server'

let broker: RabbitmqServer
let rabbit: RabbitmqApp

/** Milliseconds until it was refused, and the reason. */
async function refused(doing: Promise<unknown>) {
  const started = performance.now()
  const error = await doing.then(
    () => undefined,
    (reason: Error) => reason
  )
  if (!error) throw new Error('It was not refused')
  return { error, after: performance.now() - started }
}

async function limitMemory(megabytes: number) {
  const limit = `{absolute, ${megabytes * 1024 * 1024}}`
  await broker.evaluate(`vm_memory_monitor:set_vm_memory_high_watermark(${limit}).`)
}

function untilPublished() {
  return eventually(() =>
    rabbit.driver.publish([envelopeOf()]).then(
      () => true,
      () => false
    )
  )
}

test.group('RabbitMQ driver', (group) => {
  group.setup(async () => {
    broker = new RabbitmqServer()
    await broker.start()
    return () => broker.end()
  })
  group.each.setup(() => {
    rabbit = new RabbitmqApp(broker)
    return () => rabbit.end()
  })

  test('a job arrives as it was published, once', async ({ assert }) => {
    const envelope = envelopeOf({ attempt: 1, priority: 3 })
    await rabbit.driver.publish([envelope])
    await rabbit.listen(() => completed)
    await rabbit.untilEnded(1)

    const { id, name, queue, message, attempts, backoff } = envelope
    const { signal, ...job } = rabbit.taken[0]
    assert.deepEqual(job, {
      ...{ id, name, queue, message, attempts, backoff },
      ...{ attempt: 2, crashes: 0, suspect: false },
    })
    assert.isFalse(signal.aborted)
    await rabbit.end()
    rabbit = new RabbitmqApp(broker, { prefix: rabbit.prefix })
    assert.equal(await rabbit.waiting(), 0)
  })

  test('10,000 jobs in bulk, of two queues', async ({ assert }) => {
    const jobs = Array.from({ length: 10_000 }, (_, index) =>
      envelopeOf({ queue: index % 2 ? 'default' : 'low' })
    )
    await rabbit.driver.publish(jobs)
    await rabbit.listen(() => completed, { queues: ['default', 'low'], concurrency: 50 })
    await rabbit.untilEnded(jobs.length)
    assert.sameMembers(
      rabbit.taken.map((job) => job.id),
      jobs.map((job) => job.id)
    )
  })

  test('a job for a queue that RabbitMQ does not have is refused', async ({ assert }) => {
    const { error } = await refused(rabbit.driver.publish([envelopeOf({ queue: 'nowhere' })]))
    assert.equal(error.message, `RabbitMQ has no queue "${rabbit.prefix}.nowhere"`)
  })

  test('a queue that was deleted is made again, by those who publish and those who listen', async () => {
    await rabbit.driver.publish([])
    await rabbit.deleteQueue()
    await refused(rabbit.driver.publish([envelopeOf()]))
    await untilPublished()

    await rabbit.listen(() => completed)
    await rabbit.untilEnded(1)
    await rabbit.deleteQueue()
    await untilPublished()
    await rabbit.untilEnded(2)
  })

  test('a retry is in the outbox, with its attempt counted, before it leaves RabbitMQ', async ({
    assert,
  }) => {
    const envelope = envelopeOf()
    rabbit.outboxIsAway = true
    await rabbit.driver.publish([envelope])
    await rabbit.listen(() => ({ status: 'retry', error: new Error('no'), delay: 700 }))
    await eventually(async () => rabbit.troubles.length > 0)
    assert.lengthOf(rabbit.ended, 0)

    rabbit.outboxIsAway = false
    await rabbit.untilEnded(1)
    assert.deepEqual(rabbit.outbox, [
      { envelope: { ...envelope, attempt: 1, suspect: true }, delay: 700 },
    ])
    assert.lengthOf(rabbit.taken, 1)
  })

  test('a job that nobody knows is postponed without an attempt', async ({ assert }) => {
    const envelope = envelopeOf({ attempt: 1 })
    await rabbit.driver.publish([envelope])
    await rabbit.listen(() => ({ status: 'postponed', unknownSince: 12, delay: 5, reason: 'no' }))
    await rabbit.untilEnded(1)

    const message = { ...envelope.message, unknownSince: 12 }
    const sent = rabbit.outbox[0].envelope
    assert.deepEqual(sent, { ...envelope, message, suspect: true })
    await rabbit.driver.publish([sent])
    await rabbit.untilEnded(2)
    assert.containsSubset(rabbit.taken[1], { attempt: 2, message, suspect: true })
  })

  test('a job may be handed back more often than the delivery limit', async ({ assert }) => {
    await rabbit.driver.publish([envelopeOf()])
    await rabbit.listen(() => (rabbit.taken.length > 30 ? completed : { status: 'handed back' }))
    await eventually(async () => rabbit.ended.some(({ outcome }) => outcome === completed))
    assert.containsSubset(rabbit.taken[30], { attempt: 1, crashes: 0, suspect: true })
    assert.isUndefined(await rabbit.takeDead())
  })

  test('a killed worker has crashed with its job, and that is remembered', async ({ assert }) => {
    await rabbit.driver.publish([envelopeOf()])
    const file = 'tests/support/rabbitmq_holder.ts'
    for (let kills = 0; kills < 2; kills++) {
      const args = ['--import=@poppinss/ts-exec', file, broker.url, rabbit.prefix]
      const holder = spawn(process.execPath, args, {
        cwd: app.makePath(),
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      await once(holder.stdout, 'data')
      holder.kill('SIGKILL')
      await once(holder, 'close')
    }

    await rabbit.listen(() => (rabbit.taken.length > 1 ? completed : { status: 'handed back' }))
    await rabbit.untilEnded(2)
    assert.containsSubset(rabbit.taken, [
      { crashes: 2, attempt: 1, suspect: true },
      { crashes: 2, attempt: 1, suspect: true },
    ])
  })

  test('what cannot be read is moved aside, with the reason, and the worker goes on', async ({
    assert,
  }) => {
    await rabbit.listen(() => completed)
    const { delay, ...job } = envelopeOf()
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
      [{ ...job, message: { payload: 'a\0' } }, /no text/],
      [Buffer.alloc(1024 * 1024, '1'), /1048576 bytes/],
    ]
    for (const [body] of hostile) await rabbit.send(body)
    await rabbit.driver.publish([envelopeOf({ name: 'data:text/javascript,1' })])
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
    assert.lengthOf(rabbit.troubles, hostile.length)
    assert.lengthOf(rabbit.taken, 1)
    assert.equal(rabbit.taken[0].name, 'data:text/javascript,1')
  })

  test('a paused queue keeps its jobs, and the running ones go on', async ({ assert }) => {
    let finish!: () => void
    const finished = new Promise<void>((resolve) => (finish = resolve))
    const listening = await rabbit.listen(() => finished.then(() => completed))
    await rabbit.driver.publish([envelopeOf()])
    await rabbit.untilTaken(1)

    await listening.pause('default')
    await listening.pause('default')
    await rabbit.driver.publish([envelopeOf()])
    finish()
    await rabbit.untilEnded(1)
    assert.equal(await rabbit.waiting(), 1)
    assert.lengthOf(rabbit.taken, 1)

    await listening.resume('default')
    await rabbit.untilEnded(2)
    assert.equal(rabbit.taken[1].crashes, 0)
  })

  test('a worker that stops waits for its jobs, and gives the others back', async ({ assert }) => {
    const [short, long] = [envelopeOf(), envelopeOf()]
    await rabbit.driver.publish([short, long])
    const listening = await rabbit.listen((job) =>
      job.id === short.id ? wait(200).then(() => completed) : untilAborted(job)
    )
    await rabbit.untilTaken(2)
    await listening.stop(500)
    assert.deepEqual(
      rabbit.ended.map(({ outcome }) => outcome.status),
      ['completed', 'handed back']
    )

    await rabbit.listen(() => completed)
    await rabbit.untilEnded(3)
    assert.containsSubset(rabbit.taken[2], { id: long.id, attempt: 1, crashes: 0, suspect: true })
  })

  test('a worker stops with a retry that the outbox does not take, and its attempt is counted', async ({
    assert,
  }) => {
    rabbit.outboxIsAway = true
    await rabbit.driver.publish([envelopeOf()])
    const listening = await rabbit.listen(() => ({
      status: 'retry',
      error: new Error('no'),
      delay: 1,
    }))
    await eventually(async () => rabbit.troubles.length > 0)
    await listening.stop(100)

    await rabbit.listen(() => completed)
    await rabbit.untilEnded(2)
    assert.containsSubset(rabbit.taken[1], { attempt: 2, crashes: 0 })
  })

  test('clear takes away what waits', async ({ assert }) => {
    await rabbit.driver.publish([envelopeOf(), envelopeOf()])
    await rabbit.driver.clear('default')
    assert.equal(await rabbit.waiting(), 0)
    assert.isFalse(await rabbit.driver.remove())
    assert.isUndefined(await rabbit.driver.has())
  })

  test('check says what is wrong with the address and the queues', async ({ assert }) => {
    const refusal = async (url: string) => {
      const other = new RabbitmqApp(broker, { url, prefix: rabbit.prefix })
      const { error } = await refused(other.driver.check())
      await other.end()
      assert.equal((error as Error & { code: string }).code, 'E_BROKER_REFUSED')
      return error.message
    }
    const { port } = broker
    assert.match(
      await refusal(`amqp://guest:secret-1@127.0.0.1:${port}`),
      /refuses the user "guest"/
    )
    assert.notMatch(await refusal(`amqp://guest:secret-1@127.0.0.1:${port}`), /secret-1/)
    assert.match(
      await refusal(broker.urlFor('guest', 'guest', 'elsewhere')),
      /no virtual host "elsewhere"/
    )
    assert.match(await refusal('http://127.0.0.1'), /AMQP_URL is not an address/)
    await rabbit.driver.check()
  })

  test('check names a queue that was made differently', async ({ assert }) => {
    await rabbit.declareDifferently('low')
    const { error } = await refused(rabbit.driver.check())
    assert.match(error.message, /made differently .*\.low'/)
  })

  test('a RabbitMQ that is low on memory takes nothing, and says so', async ({ assert }) => {
    await rabbit.listen(() => completed)
    await rabbit.driver.publish([envelopeOf()])
    await limitMemory(1)
    await eventually(() =>
      rabbit.driver.publish([envelopeOf()]).then(
        () => false,
        () => true
      )
    )
    const { after } = await refused(rabbit.driver.publish([envelopeOf()]))
    assert.isBelow(after, 2200)

    await limitMemory(512)
    await untilPublished()
  }).timeout(60_000)

  test('a frozen RabbitMQ is given up within two seconds', async ({ assert }) => {
    await rabbit.driver.publish([envelopeOf()])
    broker.freeze()
    const [first, second] = await Promise.all([
      refused(rabbit.driver.publish([envelopeOf()])),
      refused(rabbit.driver.publish(Array.from({ length: 3000 }, () => envelopeOf()))),
    ])
    const afresh = await refused(rabbit.driver.publish([envelopeOf()]))
    broker.thaw()
    // 1.9 s of the driver's own, and what a busy machine adds; a dispatch is cut off at 2 s besides.
    for (const { after } of [first, second, afresh]) assert.isBelow(after, 4000)
    await rabbit.driver.publish([envelopeOf()])
  })

  test('a worker notices a frozen RabbitMQ by its heartbeat, and nobody has crashed', async ({
    assert,
  }) => {
    await rabbit.driver.publish([envelopeOf()])
    await rabbit.listen((job) => (rabbit.taken.length > 1 ? completed : untilAborted(job)))
    await rabbit.untilTaken(1)
    broker.freeze()
    const stalled = performance.now()
    await rabbit.untilEnded(1)
    assert.isBelow(performance.now() - stalled, 6000)
    broker.thaw()
    await rabbit.untilEnded(2)
    assert.containsSubset(rabbit.taken[1], { attempt: 1, crashes: 0, suspect: true })
  })

  test('RabbitMQ is killed, and nothing that it confirmed is lost', async ({ assert }) => {
    const confirmed = new Set<string>()
    let publishing = true
    const publish = async () => {
      while (publishing) {
        const jobs = Array.from({ length: 5 }, () => envelopeOf())
        await rabbit.driver.publish(jobs).then(
          () => jobs.forEach(({ id }) => confirmed.add(id)),
          () => undefined
        )
        await wait(20)
      }
    }
    const long = envelopeOf({ name: 'long' })
    const longs = () => rabbit.taken.filter((job) => job.id === long.id)
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
      const { after } = await refused(rabbit.driver.publish([envelopeOf()]))
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
    assert.isTrue(longs()[0].signal.aborted)
    assert.deepEqual(
      longs().map((job) => job.crashes),
      [0, 0, 0, 0]
    )
  }).timeout(120_000)
})
