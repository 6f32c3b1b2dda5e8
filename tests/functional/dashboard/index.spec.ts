import { test } from '@japa/runner'
import { UserFactory } from '#database/factories/user_factory'
import AccountEvent from '#models/account_event'

interface Events {
  data: { id: number }[]
  metadata: { total: number }
}

test.group('Dashboard | index', () => {
  test('a guest is sent to the log-in and comes back after it', async ({ assert, client }) => {
    const response = await client.get('/dashboard?page=2').redirects(0)

    response.assertHeader('location', '/login')
    assert.equal(response.session('redirect.intendedUrl'), '/dashboard?page=2')
  })

  test('the latest 20 events come first, the others on the next page', async ({
    assert,
    client,
  }) => {
    const user = await UserFactory.create()
    const events = await AccountEvent.createMany(
      Array.from({ length: 25 }, () => ({ userId: user.id, kind: 'signed_in' as const }))
    )
    const idsOf = async (page: number) => {
      const response = await client
        .visit('dashboard.index')
        .qs({ page })
        .loginAs(user)
        .withInertia()
      response.assertInertiaComponent('dashboard/index')
      const { data, metadata } = response.inertiaProps.events as Events
      assert.equal(metadata.total, 25)
      return data.map(({ id }) => id)
    }

    const newestFirst = events.map(({ id }) => id).reverse()
    assert.deepEqual(await idsOf(1), newestFirst.slice(0, 20))
    assert.deepEqual(await idsOf(2), newestFirst.slice(20))
  })

  test('nobody sees the events of another account', async ({ assert, client }) => {
    const stranger = await UserFactory.create()
    await stranger.recordEvent('signed_in', { ipAddress: '192.0.2.1', userAgent: null })
    const response = await client
      .visit('dashboard.index')
      .loginAs(await UserFactory.create())
      .withInertia()

    assert.equal((response.inertiaProps.events as Events).metadata.total, 0)
  })

  test('nothing behind the log-in stays in a cache', async ({ client }) => {
    const response = await client
      .visit('dashboard.index')
      .loginAs(await UserFactory.create())
      .withInertia()

    response.assertHeader('cache-control', 'no-store')
  })

  for (const page of ['0', '-1', 'two', '1.5', '99999999999']) {
    test(`page ${page} is refused`, async ({ client }) => {
      const response = await client
        .visit('dashboard.index')
        .qs({ page })
        .loginAs(await UserFactory.create())
        .accept('json')

      response.assertStatus(422)
      response.assertBodyContains({ status: 422, errors: [{ field: 'page' }] })
    })
  }
})
