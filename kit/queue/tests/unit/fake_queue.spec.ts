import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import queue from '#queue/main'
import ResendConfirmationLink from '#jobs/resend_confirmation_link'
import SendRegistrationMail from '#jobs/send_registration_mail'

test.group('FakeQueue', () => {
  test('the fake records dispatched jobs', async ({ assert }) => {
    using fake = queue.fake()
    await queue.dispatch(SendRegistrationMail, { registrationId: '7' })

    fake.assertDispatched(SendRegistrationMail)
    fake.assertDispatched(SendRegistrationMail, { registrationId: '7' })
    fake.assertDispatched(SendRegistrationMail, ({ registrationId }) => registrationId === '7')
    fake.assertNotDispatched(ResendConfirmationLink)
    fake.assertCount(1)
    assert.equal(fake.dispatched[0].pending.name, 'send_registration_mail')
  })

  test('a failed assertion lists the dispatched jobs', async ({ assert }) => {
    using fake = queue.fake()
    await queue.dispatch(SendRegistrationMail, { registrationId: '7' })

    assert.throws(
      () => fake.assertDispatched(SendRegistrationMail, { registrationId: '8' }),
      'SendRegistrationMail with {"registrationId":"8"} was not dispatched. Dispatched: send_registration_mail with {"registrationId":"7"}'
    )
    assert.throws(
      () => fake.assertNotDispatched(SendRegistrationMail),
      /SendRegistrationMail was dispatched/
    )
    assert.throws(() => fake.assertCount(2), /2 jobs were expected/)
  })

  test('the fake checks a dispatch like the real queue', async ({ assert }) => {
    using fake = queue.fake()
    await assert.rejects(
      () => queue.dispatch(SendRegistrationMail, { registrationId: '7' }, { queue: 'urgent' }),
      /There is no queue "urgent"/
    )
    fake.assertCount(0)
  })

  test('a job of a rolled back transaction is not recorded', async () => {
    using fake = queue.fake()
    const trx = await db.transaction()
    await queue.dispatch(SendRegistrationMail, { registrationId: '7' }, { trx })
    fake.assertCount(1)

    await trx.rollback()
    fake.assertCount(0)
  })

  test('a job of a savepoint in a rolled back transaction is not recorded', async () => {
    using fake = queue.fake()
    const trx = await db.transaction()
    const savepoint = await trx.transaction()
    await queue.dispatch(SendRegistrationMail, { registrationId: '7' }, { trx: savepoint })
    await savepoint.commit()
    fake.assertCount(1)

    await trx.rollback()
    fake.assertCount(0)
  })

  test('a nested fake restores the outer fake', async () => {
    using outer = queue.fake()
    {
      using inner = queue.fake()
      await queue.dispatch(SendRegistrationMail, { registrationId: '7' })
      inner.assertCount(1)
    }
    await queue.dispatch(ResendConfirmationLink, { email: 'ada@example.com', registrationId: null })
    outer.assertCount(1)
    outer.assertDispatched(ResendConfirmationLink)
  })

  test('the job after a batch without jobs is dispatched at once', async ({ assert }) => {
    using fake = queue.fake()
    const then = ResendConfirmationLink.with({ email: 'ada@example.com', registrationId: null })
    assert.isEmpty(await SendRegistrationMail.dispatchMany([], { batch: { then } }))
    fake.assertDispatched(ResendConfirmationLink, {
      email: 'ada@example.com',
      registrationId: null,
    })
  })

  test('a class that is not a job is refused')
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
          queue.dispatch(
            SendRegistrationMail,
            { registrationId: '7' },
            { trx: db.connection() as never }
          ),
        reason: /trx is not a transaction/,
      },
      {
        act: () => queue.dispatch(SendRegistrationMail, { registrationId: '7' }, null as never),
        reason: /options is null/,
      },
      {
        act: () =>
          queue.dispatchMany(SendRegistrationMail, [{ registrationId: '7' }], null as never),
        reason: /Nothing was dispatched: dispatchMany takes/,
      },
      {
        act: () => queue.dispatchMany([SendRegistrationMail] as never),
        reason: /Nothing was dispatched: dispatchMany takes/,
      },
      {
        act: () => queue.dispatchMany(SendRegistrationMail, 7 as never),
        reason: /Nothing was dispatched: dispatchMany takes/,
      },
      {
        act: () => queue.dispatchMany(SendRegistrationMail, [], { batch: {} as never }),
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
