import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import queue from '#queue/main'
import SendAccountExistsMail from '#jobs/send_account_exists_mail'
import SendWelcomeMail from '#jobs/send_welcome_mail'

test.group('FakeQueue', () => {
  test('remembers what was dispatched', async ({ assert }) => {
    using fake = queue.fake()
    await queue.dispatch(SendWelcomeMail, { userId: 7 })

    fake.assertDispatched(SendWelcomeMail)
    fake.assertDispatched(SendWelcomeMail, { userId: 7 })
    fake.assertDispatched(SendWelcomeMail, ({ userId }) => userId > 6)
    fake.assertNotDispatched(SendAccountExistsMail)
    fake.assertCount(1)
    assert.equal(fake.dispatched[0].order.name, 'send_welcome_mail')
  })

  test('its assertions say what was dispatched instead', async ({ assert }) => {
    using fake = queue.fake()
    await queue.dispatch(SendWelcomeMail, { userId: 7 })

    assert.throws(
      () => fake.assertDispatched(SendWelcomeMail, { userId: 8 }),
      'SendWelcomeMail with {"userId":8} was not dispatched. Dispatched: send_welcome_mail with {"userId":7}'
    )
    assert.throws(() => fake.assertNotDispatched(SendWelcomeMail), /SendWelcomeMail was dispatched/)
    assert.throws(() => fake.assertCount(2), /2 jobs were expected/)
  })

  test('checks what the queue itself checks', async ({ assert }) => {
    using fake = queue.fake()
    await assert.rejects(
      () => queue.dispatch(SendWelcomeMail, { userId: 7 }, { queue: 'urgent' }),
      /There is no queue "urgent"/
    )
    fake.assertCount(0)
  })

  test('what was part of a transaction that was rolled back was not dispatched', async () => {
    using fake = queue.fake()
    const trx = await db.transaction()
    await queue.dispatch(SendWelcomeMail, { userId: 7 }, { trx })
    fake.assertCount(1)

    await trx.rollback()
    fake.assertCount(0)
  })

  test('nor was what was part of a savepoint of it', async () => {
    using fake = queue.fake()
    const trx = await db.transaction()
    const savepoint = await trx.transaction()
    await queue.dispatch(SendWelcomeMail, { userId: 7 }, { trx: savepoint })
    await savepoint.commit()
    fake.assertCount(1)

    await trx.rollback()
    fake.assertCount(0)
  })

  test('a fake within another gives the queue back to that one', async () => {
    using outer = queue.fake()
    {
      using inner = queue.fake()
      await queue.dispatch(SendWelcomeMail, { userId: 7 })
      inner.assertCount(1)
    }
    await queue.dispatch(SendAccountExistsMail, { userId: 7 })
    outer.assertCount(1)
    outer.assertDispatched(SendAccountExistsMail)
  })

  test('the job after a batch without jobs is dispatched at once', async ({ assert }) => {
    using fake = queue.fake()
    const then = SendAccountExistsMail.with({ userId: 7 })
    assert.isEmpty(await SendWelcomeMail.dispatchMany([], { batch: { then } }))
    fake.assertDispatched(SendAccountExistsMail, { userId: 7 })
  })

  test('what is no job is refused')
    .with<Refused[]>([
      {
        act: () => queue.dispatch(undefined as never, {}),
        reason: /The class "undefined" is not a/,
      },
      {
        act: () => queue.dispatch(class Other {} as never, {}),
        reason: /The class "Other" is not a/,
      },
      { act: () => queue.dispatch('mail' as never, {}), reason: /The class "mail" is not a job/ },
      {
        act: () =>
          queue.dispatch(SendWelcomeMail, { userId: 7 }, { trx: db.connection() as never }),
        reason: /trx is no transaction/,
      },
      {
        act: () => queue.dispatch(SendWelcomeMail, { userId: 7 }, null as never),
        reason: /options is null/,
      },
      {
        act: () => queue.dispatchMany(SendWelcomeMail, [{ userId: 7 }], null as never),
        reason: /Nothing was dispatched: dispatchMany takes/,
      },
      {
        act: () => queue.dispatchMany([SendWelcomeMail] as never),
        reason: /Nothing was dispatched: dispatchMany takes/,
      },
      {
        act: () => queue.dispatchMany(SendWelcomeMail, 7 as never),
        reason: /Nothing was dispatched: dispatchMany takes/,
      },
      {
        act: () => queue.dispatchMany(SendWelcomeMail, [], { batch: {} as never }),
        reason: /Nothing was dispatched: dispatchMany takes/,
      },
    ])
    .run(async ({ assert }, { act, reason }) => {
      using fake = queue.fake()
      await assert.rejects(act, reason)
      fake.assertCount(0)
    })
})

interface Refused {
  act: () => Promise<unknown>
  reason: RegExp
}
