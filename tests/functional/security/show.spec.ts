import { DateTime } from 'luxon'
import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import { UserFactory } from '#database/factories/user_factory'
import AccountEvent from '#models/account_event'

type Fields = { kind?: string; from?: string; to?: string }
type Choice = { values: Fields; errors: Fields }

interface Events {
  data: { id: number; createdAt: string }[]
  metadata: { total: number }
}

test.group('Security page | show', () => {
  test('a guest is sent to the log-in, and back to the page after it', async ({
    assert,
    client,
  }) => {
    const response = await client.get('/settings/security?page=2').redirects(0)

    response.assertHeader('location', '/login')
    assert.equal(response.session('redirect.intendedUrl'), '/settings/security?page=2')
  })

  test('the first page has the latest 20 events, the next page has the others', async ({
    assert,
    client,
  }) => {
    const user = await UserFactory.create()
    const events = await AccountEvent.createMany(
      Array.from({ length: 25 }, () => ({ userId: user.id, kind: 'signed_in' as const }))
    )
    const idsOf = async (page: number) => {
      const response = await client.visit('security.show').qs({ page }).loginAs(user).withInertia()
      response.assertInertiaComponent('settings/security/show')
      const { data, metadata } = response.inertiaProps.events as Events
      assert.equal(metadata.total, 25)
      return data.map(({ id }) => id)
    }

    const newestFirst = events.map(({ id }) => id).reverse()
    assert.deepEqual(await idsOf(1), newestFirst.slice(0, 20))
    assert.deepEqual(await idsOf(2), newestFirst.slice(20))
  })

  test('an account sees only its own events (ASVS 8.2.2)', async ({ assert, client }) => {
    const stranger = await UserFactory.create()
    await stranger.recordEvent('signed_in', { ipAddress: '192.0.2.1', userAgent: null })
    const response = await client
      .visit('security.show')
      .loginAs(await UserFactory.create())
      .withInertia()

    assert.equal((response.inertiaProps.events as Events).metadata.total, 0)
  })

  test('pages behind the log-in are never cached', async ({ client }) => {
    const response = await client
      .visit('security.show')
      .loginAs(await UserFactory.create())
      .withInertia()

    response.assertHeader('cache-control', 'no-store')
  })

  for (const page of ['0', '-1', 'two', '1.5', '99999999999']) {
    test(`page ${page} is refused (ASVS 1.4.2)`, async ({ client }) => {
      const response = await client
        .visit('security.show')
        .qs({ page })
        .loginAs(await UserFactory.create())
        .accept('json')

      response.assertStatus(422)
      response.assertBodyContains({ status: 422, errors: [{ field: 'page' }] })
    })
  }
})

test.group('Security page | filter', () => {
  /** The boundaries of a day in Madrid, which is an hour ahead of UTC. */
  const BEFORE = '2026-03-01T22:59:59.999Z'
  const START = '2026-03-01T23:00:00.000Z'
  const END = '2026-03-02T22:59:59.999Z'
  const AFTER = '2026-03-02T23:00:00.000Z'

  async function visit(client: ApiClient, query: Record<string, unknown>, habits = {}) {
    const region = { locale: 'es', timeZone: 'Europe/Madrid', ...habits }
    const user = await UserFactory.merge(region).create()
    await AccountEvent.createMany(
      [BEFORE, START, END, AFTER].map((time) => ({
        userId: user.id,
        kind: 'signed_in' as const,
        createdAt: DateTime.fromISO(time),
      }))
    )
    const response = await client.visit('security.show').qs(query).loginAs(user).withInertia()
    response.assertStatus(200)
    const { events, choice } = response.inertiaProps as never as { events: Events; choice: Choice }
    return { times: events.data.map(({ createdAt }) => createdAt).reverse(), choice }
  }

  const DAYS: [name: string, query: Record<string, string>, times: string[]][] = [
    ['a day', { from: '02/03/2026', to: '2/3/2026' }, [START, END]],
    ['from a day on', { from: '02-03-2026' }, [START, END, AFTER]],
    ['until a day', { to: '02.03.2026' }, [BEFORE, START, END]],
    ['by ISO dates', { from: '2026-03-02', to: '2026-03-02' }, [START, END]],
    ['with empty fields', { from: '', to: ' ' }, [BEFORE, START, END, AFTER]],
    ['in a time with no events', { to: '31/12/2025' }, []],
    ['up to the last year', { from: '1/1/1000', to: '31/12/9999' }, [BEFORE, START, END, AFTER]],
  ]
  for (const [name, query, times] of DAYS) {
    test(`events are filtered ${name}, in the reader's time zone`, async ({ assert, client }) => {
      const { choice, ...found } = await visit(client, query)
      assert.deepEqual(found.times, times)
      assert.deepEqual(choice.errors, {})
    })
  }

  test('events are filtered by their kind', async ({ assert, client }) => {
    const found = await visit(client, { kind: 'signed_in' })
    assert.lengthOf(found.times, 4)
    const { times, choice } = await visit(client, { kind: 'passkey_added' })
    assert.deepEqual([times, choice], [[], { values: { kind: 'passkey_added' }, errors: {} }])
  })

  for (const kind of ['nonsense', "'; DROP TABLE users", ['signed_in', 'signed_out']]) {
    test(`the kind ${JSON.stringify(kind)} is refused with its error`, async ({
      assert,
      client,
    }) => {
      const { times, choice } = await visit(client, { kind, from: '02/03/2026' })
      assert.lengthOf(times, 4)
      assert.deepEqual(Object.keys(choice.errors), ['kind'])
    })
  }

  test('the page gets ISO dates', async ({ assert, client }) => {
    const { choice } = await visit(client, { from: '02/03/2026' })
    assert.deepEqual(choice, { values: { from: '2026-03-02' }, errors: {} })
  })

  test('an invalid date filters nothing and is returned with its error', async ({
    assert,
    client,
  }) => {
    const { times, choice } = await visit(client, { from: '03/31/2026', to: '1/4/2026' })
    assert.lengthOf(times, 4)
    assert.deepEqual(choice, {
      values: { from: '03/31/2026', to: '1/4/2026' },
      errors: { from: 'Escribe una fecha como 31/12/2026.' },
    })
  })

  test('dates are read in the date order of the language', async ({ assert, client }) => {
    const { choice } = await visit(client, { from: '03/31/2026' }, { locale: 'en' })
    assert.deepEqual(choice, { values: { from: '2026-03-31' }, errors: {} })
  })

  test('the date order of the account wins over that of the language', async ({
    assert,
    client,
  }) => {
    const { choice } = await visit(client, { from: '03/31/2026' }, { dateOrder: 'mdy' })
    assert.deepEqual(choice, { values: { from: '2026-03-31' }, errors: {} })
    const wrong = await visit(client, { from: '31/03/2026' }, { dateOrder: 'ymd' })
    assert.deepEqual(wrong.choice.errors, { from: 'Escribe una fecha como 2026-12-31.' })
  })

  test('the last day cannot be before the first (ASVS 2.2.3)', async ({ assert, client }) => {
    const { choice } = await visit(client, { from: '2026-03-02', to: '2026-03-01' })
    assert.deepEqual(choice.errors, { to: 'Escribe una fecha a partir del 02/03/2026.' })
  })

  test('a value that is not a text is refused like an invalid date (ASVS 15.3.5, 15.3.7)', async ({
    assert,
    client,
  }) => {
    const { choice } = await visit(client, { from: ['1', '2'], to: { day: 1 } })
    assert.sameMembers(Object.keys(choice.errors), ['from', 'to'])
  })

  test('an invalid date in a JSON request is answered with problem details', async ({ client }) => {
    const query: Record<string, unknown> = { from: 'soon' }
    const response = await client
      .visit('security.show')
      .qs(query)
      .loginAs(await UserFactory.create())
      .accept('json')

    response.assertStatus(422)
    response.assertBodyContains({ status: 422, errors: [{ field: 'from', rule: 'localDate' }] })
  })
})
