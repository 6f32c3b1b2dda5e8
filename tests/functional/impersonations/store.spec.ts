import { DateTime } from 'luxon'
import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { GroupFactory } from '#database/factories/group_factory'
import { UserFactory } from '#database/factories/user_factory'
import type User from '#models/user'
import queue from '#queue/main'
import { impersonationOf, supporter } from '#tests/support/impersonation'
import { mailsTo } from '#tests/support/mails'
import { administrator, asStaff, memberOf, staffWith } from '#tests/support/staff'

const REASON = 'Ticket 7: no invoices'

function start(client: ApiClient, by: User, person: User, form: object = { reason: REASON }) {
  const visit = client.visit('management.users.impersonations.store', { user_id: person.id })
  return asStaff(visit, by).form(form as never)
}

test.group('Impersonations | store', () => {
  test('the staff begins to see the app as a person, and both accounts have it in their activity', async ({
    client,
    db: database,
  }) => {
    const [actor, person] = [await supporter(), await UserFactory.create()]
    const response = await start(client, actor, person)

    response.assertHeader('location', '/dashboard')
    const { id } = await db.from('impersonations').where('person_id', person.id).first()
    response.assertSession('impersonation', id)
    await database.assertHas('impersonations', { id, actor_id: actor.id, reason: REASON })
    await database.assertHas('impersonations', { id, may_act: false, ended_at: null })
    const event = { impersonation_id: id }
    await database.assertHas('account_events', {
      ...event,
      user_id: actor.id,
      kind: 'impersonation_started',
    })
    await database.assertHas('account_events', {
      ...event,
      user_id: person.id,
      kind: 'viewed_by_staff',
      ip_address: null,
    })
  })

  test('an impersonation lasts for half an hour', async ({ assert, client }) => {
    const person = await UserFactory.create()
    await start(client, await supporter(), person)
    const row = await db.from('impersonations').where('person_id', person.id).first()
    const minutes = (row.expires_at.getTime() - row.started_at.getTime()) / 60_000
    assert.equal(Math.round(minutes), 30)
  })

  test('a page with scripts is loaded anew', async ({ client }) => {
    const response = await start(
      client,
      await supporter(),
      await UserFactory.create()
    ).withInertia()
    response.assertStatus(409)
    response.assertHeader('x-inertia-location', '/dashboard')
  })

  test('the person gets a notification and a mail, which name nobody of the staff', async ({
    assert,
    client,
    db: database,
  }) => {
    const person = await UserFactory.merge({ locale: 'en' }).create()
    await start(client, await supporter(), person, { reason: REASON, mayAct: 'true' })
    await queue.drain()

    await database.assertHas('notifications', { user_id: person.id, kind: 'impersonated' })
    await database.assertHas('account_events', { user_id: person.id, kind: 'used_by_staff' }, 1)
    const [mail] = await mailsTo(person.email)
    assert.equal(mail.subject, 'A member of our team is in your account')
    assert.include(mail.text, 'may change things')
    assert.notInclude(mail.text, REASON)
  })

  test('a reason is needed, of 500 characters at most', async ({
    assert,
    client,
    db: database,
  }) => {
    const [actor, person] = [await supporter(), await UserFactory.create()]
    for (const reason of ['', ' ', 'x'.repeat(501)]) {
      const response = await start(client, actor, person, { reason })
      assert.property(response.flashMessage('inputErrorsBag'), 'reason')
    }
    await database.assertMissing('impersonations', { person_id: person.id })
  })

  test('the password is asked for before', async ({ client, db: database }) => {
    const person = await UserFactory.create()
    const response = await client
      .visit('management.users.impersonations.store', { user_id: person.id })
      .loginAs(await supporter())
      .form({ reason: REASON } as never)
      .withCsrfToken()
      .redirects(0)
    response.assertHeader('location', '/confirm-identity')
    await database.assertMissing('impersonations', { person_id: person.id })
  })

  test('a permission of its own allows to change things', async ({ client, db: database }) => {
    const actor = await staffWith('users.view', 'users.impersonate')
    const person = await UserFactory.create()
    const response = await start(client, actor, person, { reason: REASON, mayAct: 'true' })
    response.assertStatus(403)
    await database.assertMissing('impersonations', { person_id: person.id })
  })

  test('only a weaker account that is open can be used', async ({ client, db: database }) => {
    const group = await GroupFactory.merge({ permissions: ['users.view', 'users.impersonate'] })
    const equals = await group.create()
    const actor = await memberOf(equals)
    const other = await memberOf(
      await GroupFactory.merge({ permissions: ['groups.view'] }).create()
    )
    const refused = {
      'oneself': actor,
      'an administrator': await administrator(),
      'an equal': await memberOf(equals),
      'an account with another permission': other,
      'a deactivated account': await UserFactory.apply('disabled').create(),
      'an account that is being deleted': await UserFactory.merge({
        deletesAt: DateTime.now().plus({ days: 3 }),
      }).create(),
    }
    for (const person of Object.values(refused)) {
      const response = await start(client, actor, person)
      response.assertStatus(403)
    }
    await database.assertCount('impersonations', 0)

    const response = await start(client, await administrator(), actor)
    response.assertHeader('location', '/dashboard')
  })

  test('nobody begins a second one from inside the first', async ({ client, db: database }) => {
    const staff = await staffWith('users.impersonate')
    const { during } = await impersonationOf(staff, { mayAct: true })
    const third = await UserFactory.create()
    const visit = client.visit('management.users.impersonations.store', { user_id: third.id })
    const response = await during(visit).form({ reason: REASON } as never)
    response.assertFlashMessage(
      'error',
      'Only the owner of the account can do this. Stop the use of the account first.'
    )
    await database.assertMissing('impersonations', { person_id: third.id })
  })
})
