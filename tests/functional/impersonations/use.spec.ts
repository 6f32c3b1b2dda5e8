import { test } from '@japa/runner'
import { GroupFactory } from '#database/factories/group_factory'
import { UserFactory } from '#database/factories/user_factory'
import AccountEvent from '#models/account_event'
import { dispatchingFrom } from '#queue/origin'
import { NOWHERE } from '#tests/support/event_flows/stage'
import { impersonationOf, supporter } from '#tests/support/impersonation'
import { memberOf } from '#tests/support/staff'
import { addSessions } from '#tests/support/user_commands'

test.group('Impersonations | use', () => {
  test('the pages are those of the person, with a banner', async ({ assert, client }) => {
    const person = await UserFactory.merge({ name: 'Grace Hopper' }).create()
    const { during } = await impersonationOf(person)
    const response = await during(client.visit('dashboard.index')).withInertia()

    const { impersonation, user } = response.inertiaProps
    assert.equal(user!.id, person.id)
    assert.containsSubset(impersonation, { name: 'Grace Hopper', mayAct: false })
    assert.isAbove(impersonation!.secondsLeft, 1700)
  })

  test('the staff has the permissions of the person, not the own ones', async ({ client }) => {
    const { during } = await impersonationOf(await UserFactory.create())
    const response = await during(client.visit('management.users.index'))
    response.assertStatus(403)
  })

  test('the sessions of the person are neither added to nor touched', async ({
    assert,
    client,
    db,
  }) => {
    const person = await UserFactory.create()
    await addSessions(person)
    const { during } = await impersonationOf(person)
    const response = await during(client.visit('browser_sessions.index')).withInertia()
    assert.lengthOf(response.inertiaProps.sessions, 1)
    await db.assertCount('sessions', 1)
  })

  test('a second factor that the person lacks is no obstacle', async ({ client }) => {
    const group = await GroupFactory.merge({ needsSecondFactor: true }).create()
    const { during } = await impersonationOf(await memberOf(group))
    const response = await during(client.visit('dashboard.index'))
    response.assertStatus(200)
  })

  test('another session cannot use it', async ({ assert, client }) => {
    const person = await UserFactory.create()
    const { impersonation } = await impersonationOf(person)
    const response = await client
      .visit('dashboard.index')
      .loginAs(await supporter())
      .withSession({ impersonation: impersonation.id })
      .redirects(0)
    response.assertStatus(302)
    assert.isUndefined(response.session().impersonation)
  })

  test('an event of that time names the impersonation, and no address of the staff', async ({
    assert,
  }) => {
    const [person, actor] = await UserFactory.createMany(2)
    const origin = { actor: String(actor.id), impersonation: '7' }
    const client = { ipAddress: '192.0.2.7', userAgent: 'Browser' }
    await dispatchingFrom(origin, async () => {
      await person.recordEvent('email_changed', client)
      await actor.recordEvent('signed_out', client)
    })
    const [changed] = await AccountEvent.newest(person.id, {}, { most: 1 })
    const [left] = await AccountEvent.newest(actor.id, {}, { most: 1 })
    assert.containsSubset(changed.serialize(), { impersonationId: 7, ...NOWHERE })
    assert.containsSubset(left.serialize(), { impersonationId: null, ...client })
  })

  test('the activity tells the staff whom and why, and the person only that it was the staff', async ({
    assert,
    client,
  }) => {
    const person = await UserFactory.merge({ name: 'Grace Hopper' }).create()
    const { actor } = await impersonationOf(person)
    const eventsOf = async (user: typeof person) => {
      const response = await client.visit('security.show').loginAs(user).withInertia()
      return response.inertiaProps.events.data
    }
    assert.containsSubset(await eventsOf(actor), [
      {
        kind: 'impersonation_started',
        impersonated: { name: 'Grace Hopper', reason: 'Ticket 7: no invoices' },
      },
    ])
    const [event] = await eventsOf(person)
    assert.containsSubset(event, { kind: 'viewed_by_staff', impersonated: null, isByStaff: true })
  })

  test('the page of an account has who used it, and why', async ({ assert, client }) => {
    const person = await UserFactory.create()
    const { actor } = await impersonationOf(person)
    for (const { id } of [actor, person]) {
      const response = await client
        .visit('management.users.show', { id })
        .loginAs(await supporter())
        .withInertia()
      assert.containsSubset(response.inertiaProps.impersonations, [
        {
          reason: 'Ticket 7: no invoices',
          actor: { id: actor.id },
          person: { id: person.id },
          ending: null,
        },
      ])
    }
  })
})
