import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import { UserFactory } from '#database/factories/user_factory'
import AccountEvent from '#models/account_event'
import type User from '#models/user'

interface Props {
  steps: { name: string; path?: string; isDone: boolean }[]
  events: { id: number }[]
}

async function dashboardOf(client: ApiClient, user: User) {
  const response = await client.visit('dashboard.index').loginAs(user).withInertia()
  response.assertInertiaComponent('dashboard/index')
  return response.inertiaProps as unknown as Props
}

test.group('Dashboard | index', () => {
  test('a guest is sent to the log-in', async ({ client }) => {
    const response = await client.get('/dashboard').redirects(0)
    response.assertHeader('location', '/login')
  })

  test('the first steps show which ones are done, and where to do the others', async ({
    assert,
    client,
  }) => {
    const { steps } = await dashboardOf(client, await UserFactory.create())

    assert.deepEqual(steps, [
      { name: 'confirm_email', isDone: true },
      { name: 'choose_preferences', path: '/settings/preferences', isDone: false },
      { name: 'add_second_factor', path: '/settings/second-factor', isDone: false },
    ])
  })

  test('saved preferences finish their step', async ({ assert, client }) => {
    const user = await UserFactory.create()
    await client
      .put('/settings/preferences')
      .form({
        ...{ locale: 'en', country: '', timeZone: 'UTC' },
        ...{ dateOrder: '', firstDayOfWeek: '', theme: 'system' },
      })
      .loginAs(user)
      .withCsrfToken()
      .redirects(0)

    const { steps } = await dashboardOf(client, await user.refresh())
    assert.isTrue(steps.find(({ name }) => name === 'choose_preferences')?.isDone)
  })

  test('only the three latest events of the account appear', async ({ assert, client }) => {
    const user = await UserFactory.create()
    const stranger = await UserFactory.create()
    const events = await AccountEvent.createMany(
      Array.from({ length: 5 }, () => ({ userId: user.id, kind: 'signed_in' as const }))
    )
    await stranger.recordEvent('signed_in', { ipAddress: null, userAgent: null })

    const { events: shown } = await dashboardOf(client, user)
    const newestFirst = events.map(({ id }) => id).reverse()
    assert.deepEqual(
      shown.map(({ id }) => id),
      newestFirst.slice(0, 3)
    )
  })

  test('the dashboard stays in no cache', async ({ client }) => {
    const response = await client
      .visit('dashboard.index')
      .loginAs(await UserFactory.create())
      .withInertia()

    response.assertHeader('cache-control', 'no-store')
  })
})
