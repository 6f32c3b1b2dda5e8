import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import { eventually } from '#tests/support/eventually'
import {
  completed,
  storedJob,
  type RabbitmqApp,
  untilAborted,
  useRabbitmq,
} from '#queue/tests/support/rabbitmq_app'
import { RUN_TYPESCRIPT } from '#tests/support/typescript_process'

let rabbit: RabbitmqApp

test.group('RabbitMQ driver | Outcomes', (group) => {
  const broker = useRabbitmq(group, (begun) => (rabbit = begun))

  test('a retry is stored in the outbox with its attempt before it is removed from RabbitMQ', async ({
    assert,
  }) => {
    const job = storedJob()
    rabbit.outboxIsAway = true
    await rabbit.driver.publish([job])
    await rabbit.listen(() => ({ status: 'retry', error: new Error('no'), delay: 700 }))
    await eventually(async () => rabbit.errors.length > 0)
    assert.lengthOf(rabbit.ended, 0)

    rabbit.outboxIsAway = false
    await rabbit.untilEnded(1)
    assert.deepEqual(rabbit.outbox, [
      { job: { ...job, attempt: 1, possibleDuplicate: true }, delay: 700 },
    ])
    assert.lengthOf(rabbit.reserved, 1)
  })

  test('an unknown job is postponed without counting an attempt', async ({ assert }) => {
    const job = storedJob({ attempt: 1 })
    await rabbit.driver.publish([job])
    await rabbit.listen(() => ({ status: 'postponed', unknownSince: 12, delay: 5, reason: 'no' }))
    await rabbit.untilEnded(1)

    const message = { ...job.message, unknownSince: 12 }
    const sent = rabbit.outbox[0].job
    assert.deepEqual(sent, { ...job, message, possibleDuplicate: true })
    await rabbit.driver.publish([sent])
    await rabbit.untilEnded(2)
    assert.containsSubset(rabbit.reserved[1], { attempt: 2, message, possibleDuplicate: true })
  })

  test('a job may be released more often than the delivery limit', async ({ assert }) => {
    await rabbit.driver.publish([storedJob()])
    await rabbit.listen(() => (rabbit.reserved.length > 30 ? completed : { status: 'released' }))
    await eventually(async () => rabbit.ended.some(({ outcome }) => outcome === completed))
    assert.containsSubset(rabbit.reserved[30], { attempt: 1, crashes: 0, possibleDuplicate: true })
    assert.isUndefined(await rabbit.takeDead())
  })

  test('a killed worker counts as a crash of its job', async ({ assert }) => {
    await rabbit.driver.publish([storedJob()])
    const file = 'kit/queue/tests/support/rabbitmq_holder.ts'
    for (let kills = 0; kills < 2; kills++) {
      const args = [RUN_TYPESCRIPT, file, broker.url, rabbit.prefix]
      const holder = spawn(process.execPath, args, {
        cwd: app.makePath(),
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      await once(holder.stdout, 'data')
      holder.kill('SIGKILL')
      await once(holder, 'close')
    }

    await rabbit.listen(() => (rabbit.reserved.length > 1 ? completed : { status: 'released' }))
    await rabbit.untilEnded(2)
    assert.containsSubset(rabbit.reserved, [
      { crashes: 2, attempt: 1, possibleDuplicate: true },
      { crashes: 2, attempt: 1, possibleDuplicate: true },
    ])
  })

  test('a paused queue keeps its waiting jobs, and running jobs continue', async ({ assert }) => {
    let finish!: () => void
    const finished = new Promise<void>((resolve) => (finish = resolve))
    const listening = await rabbit.listen(() => finished.then(() => completed))
    await rabbit.driver.publish([storedJob()])
    await rabbit.untilTaken(1)

    await listening.pause('default')
    await listening.pause('default')
    await rabbit.driver.publish([storedJob()])
    finish()
    await rabbit.untilEnded(1)
    assert.equal(await rabbit.waiting(), 1)
    assert.lengthOf(rabbit.reserved, 1)

    await listening.resume('default')
    await rabbit.untilEnded(2)
    assert.equal(rabbit.reserved[1].crashes, 0)
  })

  test('a stopping worker waits for its running jobs and releases the others', async ({
    assert,
  }) => {
    const [short, long] = [storedJob(), storedJob()]
    await rabbit.driver.publish([short, long])
    const listening = await rabbit.listen((job) =>
      job.id === short.id ? wait(200).then(() => completed) : untilAborted(job)
    )
    await rabbit.untilTaken(2)
    await listening.stop(500)
    assert.deepEqual(
      rabbit.ended.map(({ outcome }) => outcome.status),
      ['completed', 'released']
    )

    await rabbit.listen(() => completed)
    await rabbit.untilEnded(3)
    assert.containsSubset(rabbit.reserved[2], {
      id: long.id,
      attempt: 1,
      crashes: 0,
      possibleDuplicate: true,
    })
  })

  test('a worker can stop when the outbox refuses a retry, and the attempt is counted', async ({
    assert,
  }) => {
    rabbit.outboxIsAway = true
    await rabbit.driver.publish([storedJob()])
    const listening = await rabbit.listen(() => ({
      status: 'retry',
      error: new Error('no'),
      delay: 1,
    }))
    await eventually(async () => rabbit.errors.length > 0)
    await listening.stop(100)

    await rabbit.listen(() => completed)
    await rabbit.untilEnded(2)
    assert.containsSubset(rabbit.reserved[1], { attempt: 2, crashes: 0 })
  })
})
