import { setTimeout as wait } from 'node:timers/promises'
import { test } from '@japa/runner'
import database from '@adonisjs/lucid/services/db'
import { UserFactory } from '#database/factories/user_factory'
import { Visitor } from '#tests/support/visitor'

const origin = `http://localhost:${process.env.PORT}`
const password = 'secret-password'

test.group('"Remember me" of the real store', (group) => {
  group.each.setup(async () => {
    await database.from('rate_limits').delete()
  })

  test('four tabs that are restored {$self} ms apart without a session are all logged in')
    .with([0, 5, 20])
    .run(async ({ assert }, pause) => {
      const { visitor } = await remembered()
      for (let times = 0; times < 5; times++) {
        await aMinutePasses()
        visitor.forget('easystart-session')
        const answers = await Promise.all(
          [0, 1, 2, 3].map(async (tab) => {
            await wait(tab * pause)
            return visitor.get('/dashboard')
          })
        )
        assert.deepEqual(
          answers.map(({ status }) => status),
          [200, 200, 200, 200]
        )
      }
    })

  test('tabs that are restored simultaneously get the same new token', async ({ assert }) => {
    const { user, visitor } = await remembered()
    const before = visitor.valueOf('remember_web')!
    await database.from('sessions').where('user_id', user.id).delete()
    const tabs = [visitor.clone(), visitor.clone(), visitor.clone()]
    await Promise.all(tabs.map((tab) => tab.get('/dashboard')))
    for (const tab of tabs) assert.notEqual(tab.valueOf('remember_web'), before)

    await aMinutePasses()
    for (const tab of tabs) {
      tab.forget('easystart-session')
      const response = await tab.get('/dashboard')
      assert.equal(response.status, 200)
    }
  })

  test('a former token that is used after more than a minute ends every session and token of its account', async ({
    assert,
    db,
  }) => {
    const { user, visitor } = await remembered()
    const elsewhere = new Visitor(origin)
    await elsewhere.get('/login')
    await elsewhere.post('/login', { email: user.email, password, remember: 'true' })
    const thief = visitor.clone()
    for (const one of [visitor, thief]) one.forget('easystart-session')
    await visitor.get('/dashboard')
    await aMinutePasses()

    const response = await thief.get('/dashboard')
    assert.equal(response.headers.get('location'), '/login')
    assert.isFalse(thief.has('remember_web'))
    for (const one of [visitor, elsewhere]) {
      const next = await one.get('/dashboard')
      assert.equal(next.headers.get('location'), '/login')
    }
    await db.assertMissing('remember_me_tokens', { tokenable_id: user.id })
    await db.assertMissing('sessions', { user_id: user.id })
    await db.assertHas('account_events', { user_id: user.id, kind: 'token_reused' })
  })

  test('a stolen token that was used first is detected when its owner returns', async ({
    assert,
  }) => {
    const { visitor } = await remembered()
    const thief = visitor.clone()
    for (const one of [visitor, thief]) one.forget('easystart-session')
    await thief.get('/dashboard')
    await aMinutePasses()

    await visitor.get('/dashboard')
    const response = await thief.get('/dashboard')
    assert.equal(response.headers.get('location'), '/login')
  })

  test('a token of a logged-out account ends no other session', async ({ assert, db }) => {
    const { user, visitor } = await remembered()
    const copy = visitor.clone()
    await visitor.post('/logout')
    await visitor.get('/login')
    await visitor.post('/login', { email: user.email, password, remember: 'true' })

    const response = await copy.get('/dashboard')
    assert.equal(response.headers.get('location'), '/login')
    const own = await visitor.get('/dashboard')
    assert.equal(own.status, 200)
    await db.assertMissing('account_events', { user_id: user.id, kind: 'token_reused' })
  })
})

async function remembered() {
  const user = await UserFactory.create()
  const visitor = new Visitor(origin)
  await visitor.get('/login')
  await visitor.post('/login', { email: user.email, password, remember: 'true' })
  return { user, visitor }
}

/** Makes every token a minute older. */
async function aMinutePasses() {
  await database
    .from('remember_me_tokens')
    .update({ updated_at: database.raw(`updated_at - interval '61 seconds'`) })
}
