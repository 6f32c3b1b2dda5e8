import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import { eventually } from '#tests/support/eventually'
import {
  completed,
  envelopeOf,
  type RabbitmqApp,
  untilAborted,
  useRabbitmq,
} from '#queue/tests/support/rabbitmq_app'

let rabbit: RabbitmqApp

test.group('RabbitMQ driver, and what becomes of a job', (group) => {
  const broker = useRabbitmq(group, (begun) => (rabbit = begun))

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
    const file = 'kit/queue/tests/support/rabbitmq_holder.ts'
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
})
