import { DateTime } from 'luxon'
import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import { GroupFactory } from '#database/factories/group_factory'
import Group from '#models/group'
import type User from '#models/user'
import { NOWHERE } from '#tests/support/event_flows/stage'
import { endingOf, startedOne, type Started } from '#tests/support/impersonation'
import { removeFrom } from '#tests/support/staff'

const FORBIDDEN = 'You may not use that account any longer: you are back in your own.'

const visit = (client: ApiClient, { during }: Started) => during(client.visit('dashboard.index'))

const disable = (user: User) => user.merge({ disabledAt: DateTime.now() }).save()

async function groupOf(user: User) {
  const { groups } = await user.access()
  return Group.findOrFail(groups[0].id)
}

/** Changes of which any one ends the impersonation. */
const CHANGES: Record<string, (started: Started) => Promise<unknown>> = {
  'the person becomes an administrator': async ({ person }) => {
    const administrators = await Group.administrators()
    await administrators.add([person.id], NOWHERE)
  },
  'the person gets a permission that the actor lacks': async ({ person }) => {
    const group = await GroupFactory.merge({ permissions: ['groups.edit'] }).create()
    await group.add([person.id], NOWHERE)
  },
  'the person is deactivated': ({ person }) => disable(person),
  'the person asks for the deletion': ({ person }) =>
    person.merge({ deletesAt: DateTime.now().plus({ days: 3 }) }).save(),
  'the account of the person is erased': ({ person }) => person.delete(),
  'the actor leaves the group': async ({ actor }) => removeFrom(await groupOf(actor), actor),
  'the group loses the permission': async ({ actor }) => {
    const group = await groupOf(actor)
    await group.merge({ permissions: ['users.view'] }).save()
  },
  'the actor has to set up a second factor': async ({ actor }) => {
    const group = await groupOf(actor)
    await group.merge({ needsSecondFactor: true }).save()
  },
  'another browser has ended it': ({ impersonation }) => impersonation.end('stopped', NOWHERE),
}

test.group('Impersonations | changes', () => {
  for (const [title, change] of Object.entries(CHANGES)) {
    test(`an impersonation ends when ${title}`, async ({ assert, client }) => {
      const session = await startedOne()
      await change(session)
      const response = await visit(client, session)
      response.assertStatus(302)
      response.assertFlashMessage('error', FORBIDDEN)
      assert.isUndefined(response.session().impersonation)
    })
  }

  test('an impersonation ends when the actor is deactivated, who is logged out', async ({
    assert,
    client,
  }) => {
    const session = await startedOne()
    await disable(session.actor)
    const response = await visit(client, session)
    response.assertStatus(302)
    assert.equal(await endingOf(session.impersonation), 'forbidden')
  })

  test('the loss of the permission to change things ends one with it', async ({
    assert,
    client,
  }) => {
    const session = await startedOne({ mayAct: true })
    const group = await groupOf(session.actor)
    await group.merge({ permissions: ['users.view', 'users.impersonate'] }).save()
    await visit(client, session)
    assert.equal(await endingOf(session.impersonation), 'forbidden')
  })
})
