import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import limiter from '@adonisjs/limiter/services/main'
import { RegistrationFactory } from '#database/factories/registration_factory'
import { UserFactory } from '#database/factories/user_factory'
import PasswordReset from '#models/password_reset'
import type User from '#models/user'
import { accountKey } from '#start/limiter'
import { confirmationLink } from '#tests/support/confirmation_link'
import { mailedCode, sendCode, withLogInCodes } from '#tests/support/log_in_codes'
import { addAuthenticator, codeOf, wrongCodeOf } from '#tests/support/second_factor'

const password = 'secret-password'
const NEW = 'nine-kestrels-over-lisbon'

type Session = Record<string, any>

function post(client: ApiClient, path: string, form: object, session: Session = {}) {
  return client
    .post(path)
    .form(form as never)
    .withSession(session)
    .withCsrfToken()
    .redirects(0)
}

/** The log-in that waits for its second factor. */
async function pending(client: ApiClient, { email }: User): Promise<Session> {
  const response = await post(client, '/login', { email, password })
  return response.session()
}

interface Tries {
  wrong: () => PromiseLike<unknown>
  right: () => PromiseLike<unknown>
}

/** An action that counts wrong tries against the account, under a part of its key. */
interface Action {
  key: string
  tries: (client: ApiClient, user: User) => Promise<Tries>
}

const ACTIONS: Record<string, Action> = {
  'a log-in': {
    key: 'account:session:',
    tries: async (client, { email }) => ({
      wrong: () => post(client, '/login', { email, password: 'wrong' }),
      right: () => post(client, '/login', { email, password }),
    }),
  },
  'a reset of the password': {
    key: 'account:session:',
    tries: async (client, user) => {
      const { token } = (await PasswordReset.issue(user, crypto.randomUUID()))!
      return {
        wrong: () => post(client, '/login', { email: user.email, password: 'wrong' }),
        right: () => post(client, `/password-resets/${token}`, { password: NEW }),
      }
    },
  },
  'a confirmed identity': {
    key: 'account:identity:',
    tries: async (client, user) => ({
      wrong: () => post(client, '/confirm-identity', { password: 'wrong' }).loginAs(user),
      right: () => post(client, '/confirm-identity', { password }).loginAs(user),
    }),
  },
  'a changed password': {
    key: 'account:identity:',
    tries: async (client, user) => {
      const change = (currentPassword: string) =>
        post(client, '/settings/password?_method=PUT', { currentPassword, password: NEW })
      return {
        wrong: () => change('wrong').loginAs(user),
        right: () => change(password).loginAs(user),
      }
    },
  },
  'a code of the app': {
    key: 'second_factor:',
    tries: async (client, user) => {
      const { key } = await addAuthenticator(user)
      const session = await pending(client, user)
      const send = (code: string) => post(client, '/login/second-factor', { code }, session)
      return { wrong: () => send(wrongCodeOf(key)), right: () => send(codeOf(key)) }
    },
  },
  'a recovery code': {
    key: 'second_factor:',
    tries: async (client, user) => {
      const { codes } = await addAuthenticator(user)
      const session = await pending(client, user)
      const send = (recoveryCode: string) =>
        post(client, '/login/recovery-code', { recoveryCode }, session)
      return { wrong: () => send('0000-0000-0000-0000'), right: () => send(codes[0]) }
    },
  },
  'a code that adds an app': {
    key: 'second_factor:',
    tries: async (client, user) => {
      const confirmed = { identity_confirmed_at: Date.now() }
      const page = await client
        .visit('authenticators.create')
        .withSession(confirmed)
        .loginAs(user)
        .withInertia()
      const key = String(page.inertiaProps.secret).replaceAll(' ', '')
      const send = (code: string) =>
        post(client, '/settings/authenticator', { code }, page.session()).loginAs(user)
      return { wrong: () => send(wrongCodeOf(key)), right: () => send(codeOf(key)) }
    },
  },
  'a password of a sign-up': {
    key: 'account:sign_up_password:',
    tries: async (client) => {
      const link = confirmationLink(await RegistrationFactory.create())
      return {
        wrong: () => post(client, link, { password: NEW }),
        right: () => post(client, link, { password }),
      }
    },
  },
}

async function keysLike(part: string) {
  const rows = await db.from('rate_limits').where('key', 'like', `%${part}%`).orderBy('key')
  return rows.map(({ key }) => key as string)
}

test.group('Security | forgiven limits', (group) => {
  group.each.setup(withLogInCodes)

  for (const [title, { key, tries }] of Object.entries(ACTIONS)) {
    test(`${title} resets the count of wrong tries`, async ({ assert, client }) => {
      const { wrong, right } = await tries(client, await UserFactory.create())
      await wrong()
      assert.isNotEmpty(await keysLike(key))

      await right()
      assert.isEmpty(await keysLike(key))
    })
  }

  test('a reset resets the links of an hour, but not the minute', async ({ assert, client }) => {
    const user = await UserFactory.create()
    await post(client, '/forgot-password', { email: user.email })
    const { token } = (await PasswordReset.issue(user, crypto.randomUUID()))!
    assert.lengthOf(await keysLike('account:password_reset:'), 2)
    await post(client, `/password-resets/${token}`, { password: NEW })

    const [left, ...others] = await keysLike('account:password_reset:')
    assert.match(left, /:1 minute$/)
    assert.isEmpty(others)
  })

  test('a right code resets the codes of an hour and a day, but not the minute', async ({
    assert,
    client,
  }) => {
    const { email } = await UserFactory.create()
    const { code, session } = await mailedCode(client, email)
    assert.lengthOf(await keysLike('account:log_in_code:'), 3)
    await sendCode(client, session, code)

    const [left, ...others] = await keysLike('account:log_in_code:')
    assert.match(left, /:1 minute$/)
    assert.isEmpty(others)
  })
})

test.group('Security | long limits', (group) => {
  group.each.setup(withLogInCodes)

  test('the 21st code of an app within an hour is refused', async ({ assert, client }) => {
    const user = await UserFactory.create()
    const { key } = await addAuthenticator(user)
    const session = await pending(client, user)
    const hour = limiter.use({ requests: 20, duration: '1 hour' })
    await hour.set(`second_factor:${user.id}:hour`, 19, '1 hour')

    const last = await post(client, '/login/second-factor', { code: wrongCodeOf(key) }, session)
    last.assertStatus(302)
    const refused = await post(client, '/login/second-factor', { code: codeOf(key) }, session)
    refused.assertStatus(429)
    assert.closeTo(Number(refused.header('retry-after')), 3600, 60)
    refused.assertSessionMissing('auth_web')
  })

  test('the 21st code by mail within a day is refused', async ({ assert, client }) => {
    const { email } = await UserFactory.create()
    const day = limiter.use({ requests: 20, duration: '1 day' })
    await day.set(`${accountKey('log_in_code', email)}:1 day`, 20, '1 day')

    const refused = await post(client, '/login/code', { email })
    refused.assertStatus(429)
    assert.closeTo(Number(refused.header('retry-after')), 24 * 3600, 60)
  })
})
