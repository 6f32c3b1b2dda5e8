import { test } from '@japa/runner'
import { GroupFactory } from '#database/factories/group_factory'
import { addAuthenticator } from '#tests/support/second_factor'
import { memberOf, removeFrom } from '#tests/support/staff'

test.group('Second factors | required by a group', () => {
  test('a member of the group sets up a second factor before anything else', async ({ client }) => {
    const group = await GroupFactory.merge({ needsSecondFactor: true }).create()
    const user = await memberOf(group)
    const before = await client.visit('dashboard.index').loginAs(user).redirects(0)
    before.assertHeader('location', '/settings/second-factor')

    await addAuthenticator(user)
    const after = await client.visit('dashboard.index').loginAs(user).redirects(0)
    after.assertStatus(200)
  })

  test('the duty ends with the membership', async ({ client }) => {
    const group = await GroupFactory.merge({ needsSecondFactor: true }).create()
    const user = await memberOf(group)
    await removeFrom(group, user)

    const response = await client.visit('dashboard.index').loginAs(user).redirects(0)
    response.assertStatus(200)
  })
})
