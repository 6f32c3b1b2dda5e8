import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { UserFactory } from '#database/factories/user_factory'
import { accessTokenOf } from '#tests/support/access_token'
import { statementsOf } from '#tests/support/statements'

const secondsAgo = (seconds: number) => new Date(Date.now() - seconds * 1000)

test.group('API | me', () => {
  test('a program reads the account of its token', async ({ assert, client }) => {
    const [user] = await UserFactory.merge({ jobTitle: 'Analyst', locale: 'es' }).createMany(2)
    const token = await accessTokenOf(user, ['profile:read'])
    const response = await client.visit('api.me.show').bearerToken(token)

    response.assertStatus(200)
    response.assertBody({
      data: {
        id: user.id,
        name: 'Ada Lovelace',
        email: user.email,
        jobTitle: 'Analyst',
        locale: 'es',
        timeZone: 'UTC',
        createdAt: user.createdAt.toUTC().toISO()!,
      },
    })
    response.assertHeader('cache-control', 'no-store')
    assert.isUndefined(response.header('set-cookie'))
  })

  test('the scheme of the header may be in any case', async ({ client }) => {
    const token = await accessTokenOf(await UserFactory.create())
    const response = await client.get('/api/v1/me').header('authorization', `bearer ${token}`)
    response.assertStatus(200)
  })

  test('the use of a token is noted at most once a minute', async ({ assert, client }) => {
    const token = await accessTokenOf(await UserFactory.create())
    const noteUse = async (former: Date | null): Promise<Date> => {
      await db.from('access_tokens').update({ last_used_at: former })
      await client.get('/api/v1/me').bearerToken(token)
      const { last_used_at: usedAt } = await db.from('access_tokens').firstOrFail()
      return usedAt
    }
    const [recent, old] = [secondsAgo(50), secondsAgo(70)]

    const first = await noteUse(null)
    assert.isAbove(first.getTime(), recent.getTime())
    assert.deepEqual(await noteUse(recent), recent)
    const late = await noteUse(old)
    assert.isAbove(late.getTime(), recent.getTime())
  })

  test('a request costs two reads and the count of the limit', async ({ assert, client }) => {
    const token = await accessTokenOf(await UserFactory.create())
    await client.get('/api/v1/me').bearerToken(token)
    const { statements } = await statementsOf(async () =>
      client.get('/api/v1/me').bearerToken(token)
    )
    assert.lengthOf(
      statements.filter((sql) => /access_tokens|users/.test(sql)),
      2
    )
  })
})
