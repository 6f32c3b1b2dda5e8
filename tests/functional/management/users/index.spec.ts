import { DateTime } from 'luxon'
import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import { GroupFactory } from '#database/factories/group_factory'
import { UserFactory } from '#database/factories/user_factory'
import { memberOf, staffWith } from '#tests/support/staff'

async function emailsFor(client: ApiClient, choice: Record<string, unknown>) {
  const reader = await staffWith('users.view')
  const response = await client
    .visit('management.users.index')
    .qs(choice as never)
    .loginAs(reader)
    .withInertia()
  const rows = response.inertiaProps.users.data as { email: string }[]
  return rows.map(({ email }) => email).filter((email) => email !== reader.email)
}

test.group('Users | index', () => {
  test('the newest account is first', async ({ assert, client }) => {
    const older = await UserFactory.merge({ createdAt: DateTime.now().minus({ day: 1 }) }).create()
    const newer = await UserFactory.create()
    assert.deepEqual(await emailsFor(client, {}), [newer.email, older.email])
  })

  test('a search finds accounts by parts of names and addresses', async ({ assert, client }) => {
    const ada = await UserFactory.merge({ name: 'Ada Byron', email: 'a@x.example' }).create()
    const grace = await UserFactory.merge({ name: 'Grace', email: 'byron@y.example' }).create()
    await UserFactory.merge({ name: 'Alan' }).create()

    assert.sameMembers(await emailsFor(client, { search: 'BYR' }), [ada.email, grace.email])
    assert.deepEqual(await emailsFor(client, { search: 'byron ada' }), [ada.email])
    assert.deepEqual(await emailsFor(client, { search: 'b%n' }), [])
  })

  test('the filters choose by state, group and second factor', async ({ assert, client }) => {
    const at = DateTime.now()
    const active = await UserFactory.merge({ secondFactorAt: at }).create()
    const unconfirmed = await UserFactory.apply('unconfirmed').create()
    const disabled = await UserFactory.apply('disabled').create()
    const deleting = await UserFactory.merge({ deletesAt: at }).create()
    const group = await GroupFactory.create()
    const member = await memberOf(group)

    assert.sameMembers(await emailsFor(client, { state: 'active' }), [active.email, member.email])
    assert.deepEqual(await emailsFor(client, { state: 'unconfirmed' }), [unconfirmed.email])
    assert.deepEqual(await emailsFor(client, { state: 'disabled' }), [disabled.email])
    assert.deepEqual(await emailsFor(client, { state: 'deleting' }), [deleting.email])
    assert.deepEqual(await emailsFor(client, { group: group.id }), [member.email])
    assert.deepEqual(await emailsFor(client, { secondFactor: 'true' }), [active.email])
  })

  test('an invalid filter shows its error and no page of errors', async ({ assert, client }) => {
    const response = await client
      .visit('management.users.index')
      .qs({ state: 'asleep', group: 'x' } as never)
      .loginAs(await staffWith('users.view'))
      .withInertia()
    response.assertStatus(200)
    assert.sameMembers(Object.keys(response.inertiaProps.choice.errors), ['state', 'group'])
  })
})
