import { test } from '@japa/runner'
import { UserFactory } from '#database/factories/user_factory'
import { staffWith } from '#tests/support/staff'

test.group('User options | index', () => {
  test('the staff finds accounts by their address', async ({ assert, client }) => {
    const user = await UserFactory.merge({ email: 'grace@navy.example' }).create()
    const response = await client
      .visit('management.user_options.index')
      .qs({ search: 'navy' })
      .loginAs(await staffWith('groups.edit'))

    assert.deepEqual(response.body(), { data: [{ value: user.id, label: 'grace@navy.example' }] })
  })
})
