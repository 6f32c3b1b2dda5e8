import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import type { ApiClient } from '@japa/api-client'
import { UserFactory } from '#database/factories/user_factory'
import type { EventKind } from '#models/account_event'
import type User from '#models/user'
import { accessTokenOf } from '#tests/support/access_token'

async function record(user: User, ...events: [kind: EventKind, at: string][]) {
  for (const [kind, at] of events) {
    await db.table('account_events').insert({ user_id: user.id, kind, created_at: new Date(at) })
  }
}

async function read(client: ApiClient, token: string, query = '') {
  const response = await client.get(`/api/v1/me/events${query}`).bearerToken(token)
  response.assertStatus(200)
  return response.body() as { data: { id: number; kind: string }[]; nextCursor: string | null }
}

const kindsOf = ({ data }: { data: { kind: string }[] }) => data.map(({ kind }) => kind)

test.group('API | events', () => {
  test('a program reads the events of its account, newest first', async ({ assert, client }) => {
    const [user, other] = await UserFactory.createMany(2)
    await record(user, ['signed_in', '2026-03-01T10:00Z'], ['signed_out', '2026-03-02T10:00Z'])
    await record(other, ['password_reset', '2026-03-01T10:00Z'])
    const { data, nextCursor } = await read(client, await accessTokenOf(user, ['events:read']))

    assert.containSubset(data, [
      { kind: 'signed_out', ipAddress: null, createdAt: '2026-03-02T10:00:00.000Z' },
      { kind: 'signed_in', userAgent: null, createdAt: '2026-03-01T10:00:00.000Z' },
    ])
    assert.lengthOf(data, 2)
    assert.isNull(nextCursor)
  })

  test('the cursor leads through all events once, also when new ones arrive', async ({
    assert,
    client,
  }) => {
    const user = await UserFactory.create()
    const token = await accessTokenOf(user)
    const kinds = ['signed_up', 'confirmed', 'signed_in', 'signed_out', 'signed_in'] as const
    await record(user, ...kinds.map((kind): [EventKind, string] => [kind, '2026-03-01T10:00Z']))

    const seen: string[] = []
    let cursor: string | null = null
    do {
      const page = await read(client, token, `?limit=2${cursor ? `&cursor=${cursor}` : ''}`)
      seen.push(...kindsOf(page))
      cursor = page.nextCursor
      await record(user, ['password_changed', '2026-03-01T10:00Z'])
    } while (cursor)

    assert.deepEqual(seen, [...kinds].reverse())
  })

  test('the events can be filtered by kind, once or several times', async ({ assert, client }) => {
    const user = await UserFactory.create()
    const token = await accessTokenOf(user)
    await record(
      user,
      ['signed_in', '2026-03-01T10:00Z'],
      ['signed_out', '2026-03-01T11:00Z'],
      ['password_reset', '2026-03-01T12:00Z']
    )

    assert.deepEqual(kindsOf(await read(client, token, '?kind=signed_in')), ['signed_in'])
    const two = await read(client, token, '?kind=signed_in&kind=password_reset')
    assert.deepEqual(kindsOf(two), ['password_reset', 'signed_in'])
  })

  test('both days of a period are whole days in the time zone of the account', async ({
    assert,
    client,
  }) => {
    const user = await UserFactory.merge({ timeZone: 'America/New_York' }).create()
    const token = await accessTokenOf(user)
    await record(
      user,
      ['signed_up', '2026-03-02T04:59:59Z'],
      ['signed_in', '2026-03-02T05:00:00Z'],
      ['signed_out', '2026-03-03T04:59:59Z'],
      ['password_reset', '2026-03-03T05:00:00Z']
    )

    const day = await read(client, token, '?from=2026-03-02&to=2026-03-02')
    assert.deepEqual(kindsOf(day), ['signed_out', 'signed_in'])
    const since = await read(client, token, '?from=2026-03-03')
    assert.deepEqual(kindsOf(since), ['password_reset'])
  })

  test('invalid parameters are named: {$self}')
    .with([
      ...['kind=nothing', 'kind[]=signed_in&kind[]=x', 'from=2026-02-30', 'from=0000-01-01'],
      ...['to=01/02/2026', 'from=99999-01-01', 'cursor=abc', 'cursor=-1', 'cursor[]=1'],
      ...['limit=0', 'limit=101', 'limit=1.5', 'limit=x'],
    ])
    .run(async ({ assert, client }, query) => {
      const token = await accessTokenOf(await UserFactory.create())
      const response = await client.get(`/api/v1/me/events?${query}`).bearerToken(token)

      response.assertStatus(422)
      response.assertHeader('content-type', 'application/problem+json')
      const [{ field, rule, message }] = Reflect.get(response.body(), 'errors')
      assert.equal(String(field).split('.')[0], query.split(/[=[]/)[0])
      assert.isNotEmpty(rule)
      assert.isNotEmpty(message)
    })

  test('a cursor beyond all numbers is the first page', async ({ assert, client }) => {
    const user = await UserFactory.create()
    await record(user, ['signed_in', '2026-03-01T10:00Z'])
    const page = await read(client, await accessTokenOf(user), `?cursor=${'9'.repeat(18)}`)
    assert.deepEqual(kindsOf(page), ['signed_in'])
  })
})
