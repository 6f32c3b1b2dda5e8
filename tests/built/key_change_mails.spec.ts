import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { UserFactory } from '#database/factories/user_factory'
import PasswordReset from '#models/password_reset'
import {
  FORMER_KEY,
  NEW_KEY_ALONE,
  startServerWith,
  WITH_FORMER_KEY,
} from '#tests/support/key_change'
import { eventually } from '#tests/support/eventually'
import { codeTo } from '#tests/support/log_in_codes'
import { Visitor } from '#tests/support/visitor'

type Server = Awaited<ReturnType<typeof startServerWith>>

const FORMER = { APP_KEY: FORMER_KEY, APP_PREVIOUS_KEYS: '' }

test.group('A change of APP_KEY | mails', (group) => {
  let [former, both, alone] = [] as Server[]

  group.setup(async () => {
    const start = (keys: NodeJS.ProcessEnv) => startServerWith({ ...keys, LOG_IN_CODES: 'true' })
    former = await start(FORMER)
    both = await start(WITH_FORMER_KEY)
    alone = await start(NEW_KEY_ALONE)
    return async () => {
      await Promise.all([former, both, alone].map((server) => server.stop()))
    }
  })
  group.each.setup(async () => {
    await db.from('rate_limits').delete()
  })

  /** A browser that has asked the process with the former key for a code, and the code of the mail. */
  async function askForCode() {
    const { email } = await UserFactory.create()
    const visitor = new Visitor(former.origin)
    await visitor.get('/login/code')
    await visitor.post('/login/code', { email })
    const code = await eventually(() => codeTo(email))
    return { visitor, code: code! }
  }

  test('a mailed log-in code works on with the former key in APP_PREVIOUS_KEYS', async ({
    assert,
  }) => {
    const { visitor, code } = await askForCode()
    const there = visitor.at(both.origin)
    const answer = await there.post('/login/code/check', { code })
    assert.equal(answer.headers.get('location'), '/dashboard')
    const { status } = await there.get('/dashboard')
    assert.equal(status, 200)
  })

  test('a mailed log-in code is refused politely without the former key', async ({ assert }) => {
    const { visitor, code } = await askForCode()
    const there = visitor.at(alone.origin)
    const refused = await there.post('/login/code/check', { code })
    assert.isBelow(refused.status, 500)
    assert.notEqual(refused.headers.get('location'), '/dashboard')
    const dashboard = await there.get('/dashboard')
    assert.equal(dashboard.headers.get('location'), '/login')
  })

  test('a link that sets a new password has no key, so it works with each one', async ({
    assert,
  }) => {
    for (const { origin } of [former, both, alone]) {
      const user = await UserFactory.create()
      const link = await PasswordReset.issue(user, crypto.randomUUID())
      const visitor = new Visitor(origin)
      const path = `/password-resets/${link!.token}`
      const page = await visitor.get(path)
      assert.equal(page.status, 200)

      const password = 'a-long-and-new-password'
      const answer = await visitor.post(path, { password, passwordConfirmation: password })
      assert.isBelow(answer.status, 400)
      await db.from('password_resets').where('user_id', user.id).delete()
      const log = new Visitor(origin)
      await log.get('/login')
      const entered = await log.post('/login', { email: user.email, password })
      assert.equal(entered.headers.get('location'), '/dashboard')
    }
  })
})
