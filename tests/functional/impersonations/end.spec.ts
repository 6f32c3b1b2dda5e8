import { DateTime } from 'luxon'
import { test } from '@japa/runner'
import { UserFactory } from '#database/factories/user_factory'
import EndImpersonations from '#jobs/end_impersonations'
import type Impersonation from '#models/impersonation'
import queue from '#queue/main'
import { endingOf, startedOne as started } from '#tests/support/impersonation'

const EXPIRED = 'The time is over: you use your own account again.'

const expire = (impersonation: Impersonation) =>
  impersonation.merge({ expiresAt: DateTime.now().minus({ seconds: 1 }) }).save()

test.group('Impersonations | end', () => {
  test('"stop" leads back to the page of the person', async ({ assert, client, db: database }) => {
    const { actor, during, impersonation, person } = await started()
    const response = await during(client.visit('impersonations.destroy'))

    response.assertHeader('location', `/management/users/${person.id}`)
    response.assertFlashMessage(
      'success',
      `You use your own account again. ${person.name} is told about your visit.`
    )
    assert.isUndefined(response.session().impersonation)
    assert.equal(await endingOf(impersonation), 'stopped')
    const event = { impersonation_id: impersonation.id }
    await database.assertHas('account_events', {
      ...event,
      user_id: actor.id,
      kind: 'impersonation_ended',
    })
    await database.assertHas('account_events', {
      ...event,
      user_id: person.id,
      kind: 'left_by_staff',
    })
  })

  test('"stop" without anything to stop is a no-op', async ({ client }) => {
    const response = await client
      .visit('impersonations.destroy')
      .loginAs(await UserFactory.create())
      .withCsrfToken()
      .redirects(0)
    response.assertHeader('location', '/dashboard')
  })

  test('the log-out ends both', async ({ assert, client, db: database }) => {
    const { actor, during, impersonation, person } = await started()
    const response = await during(client.visit('sessions.destroy'))

    response.assertHeader('location', '/login')
    assert.equal(await endingOf(impersonation), 'logged_out')
    assert.isUndefined(response.session().auth_web)
    await database.assertHas('account_events', { user_id: actor.id, kind: 'signed_out' }, 1)
    await database.assertMissing('account_events', { user_id: person.id, kind: 'signed_out' })
  })

  test('when the time is over, the next page is that of the own account', async ({
    assert,
    client,
  }) => {
    const session = await started()
    await expire(session.impersonation)
    const response = await session.during(client.visit('dashboard.index'))

    response.assertHeader('location', `/management/users/${session.person.id}`)
    response.assertFlashMessage('error', EXPIRED)
    assert.isUndefined(response.session().impersonation)
    assert.equal(await endingOf(session.impersonation), 'expired')
  })

  test('a form that comes too late changes neither account', async ({ client, db: database }) => {
    const { actor, during, impersonation, person } = await started({ mayAct: true })
    await expire(impersonation)
    const response = await during(client.visit('profiles.update')).form({
      name: 'Mallory',
      jobTitle: '',
    } as never)
    response.assertFlashMessage('error', EXPIRED)
    await database.assertHas('users', { id: actor.id, name: actor.name })
    await database.assertHas('users', { id: person.id, name: person.name })
  })

  test('a program gets a problem, and a script in the background leaves the session', async ({
    assert,
    client,
  }) => {
    const { during, impersonation } = await started()
    await expire(impersonation)
    const background = await during(client.visit('unread_notifications.show'))
      .header('accept', 'application/json')
      .header('x-background', 'true')
    background.assertStatus(401)
    assert.isNull(await endingOf(impersonation))

    const program = await during(client.visit('profiles.update')).header(
      'accept',
      'application/json'
    )
    program.assertStatus(403)
    program.assertBodyContains({ detail: EXPIRED })
  })

  test('a log-out that comes too late logs out', async ({ client }) => {
    const { during, impersonation } = await started()
    await expire(impersonation)
    const response = await during(client.visit('sessions.destroy'))
    response.assertHeader('location', '/login')
  })

  test('a job ends those of browsers that do not come back, once', async ({
    assert,
    db: database,
  }) => {
    const { actor, impersonation, person } = await started()
    const { impersonation: running } = await started()
    await expire(impersonation)
    for (let run = 0; run < 2; run++) {
      await EndImpersonations.dispatch({})
      await queue.drain()
    }

    assert.deepEqual([await endingOf(impersonation), await endingOf(running)], ['expired', null])
    const ends = { impersonation_id: impersonation.id, kind: 'left_by_staff', user_id: person.id }
    await database.assertHas('account_events', ends, 1)
    await database.assertHas(
      'account_events',
      { user_id: actor.id, kind: 'impersonation_ended' },
      1
    )
  })
})
