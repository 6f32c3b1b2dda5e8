import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import hash from '@adonisjs/core/services/hash'
import { UserFactory } from '#database/factories/user_factory'
import PasswordReset from '#models/password_reset'
import Registration from '#models/registration'
import User from '#models/user'
import queue from '#queue/main'

const CURRENT = 'secret-password'
const name = 'Grace Hopper'

/** The three forms that set a password. Each returns the answer, and the hash that is stored afterwards. */
const FORMS = {
  async 'sign-up'(client: ApiClient, password: string) {
    const email = `grace.${crypto.randomUUID()}@navy.example.com`
    const answer = await send(client.visit('registrations.store').form({ name, email, password }))
    const registration = await Registration.findBy('email', email)
    return { answer, stored: registration?.password }
  },

  async 'reset'(client: ApiClient, password: string) {
    const user = await createUser()
    const { token } = (await PasswordReset.issue(user, crypto.randomUUID()))!
    const visit = client.visit('password_resets.update', { token }).form({ password })
    return { answer: await send(visit), stored: await changedHashOf(user) }
  },

  async 'change'(client: ApiClient, password: string) {
    const user = await createUser()
    const form = { currentPassword: CURRENT, password }
    const answer = await send(client.visit('passwords.update').form(form).loginAs(user))
    return { answer, stored: await changedHashOf(user) }
  },
}

function createUser() {
  const email = `grace.${crypto.randomUUID()}@navy.example.com`
  return UserFactory.merge({ name, email, password: CURRENT }).create()
}

async function changedHashOf(user: User) {
  const { password } = await User.findOrFail(user.id)
  return password === user.password ? undefined : password
}

function send(visit: ReturnType<ApiClient['visit']>) {
  return visit.withCsrfToken().redirects(0)
}

const COMMON =
  'This password is too easy to guess: many people use it or one like it. Choose another one, for example several unrelated words.'
const PERSONAL =
  'This password is too similar to your name, your e-mail address or the name of this site. Choose a password without them.'
const SHORT = 'The password is too short. Enter at least 8 characters.'
const LONG = 'The password is too long. Enter at most 128 characters.'

test.group('Passwords | rules', () => {
  for (const [form, choose] of Object.entries(FORMS)) {
    for (const [password, message] of [
      ['', 'Enter your password.'],
      ['a1b2c3!', SHORT],
      ['😀🦊🌋🎻🧀🪁🧊', SHORT],
      ['é'.normalize('NFD').repeat(7), SHORT],
      ['kf7 '.repeat(32) + 'x', LONG],
      ['password123', COMMON],
      ['P@SSW0RD2024!', COMMON],
      ['        ', COMMON],
      ['GraceHopper1906', PERSONAL],
      ['navy.example.com', PERSONAL],
      ['EasyStart!', PERSONAL],
    ]) {
      test(`the ${form} refuses the password "${password.slice(0, 20)}" (ASVS 6.2.1)`, async ({
        assert,
        client,
      }) => {
        using fake = queue.fake()
        const { answer, stored } = await choose(client, password)

        assert.deepEqual(answer.flashMessage('inputErrorsBag').password, [message])
        assert.notOk(stored)
        fake.assertCount(0)
      })
    }

    for (const password of [
      '  spaces at both ends ',
      '👩‍💻🦊🚲🌋🎻🧀🪁🧊',
      '\u00A0\u200B\u2800\u00AD\u3000\u202Ekf7',
      'مفاتيح البيت القديم',
      'the quick brown fox jumps over the lazy dog '.repeat(3).slice(0, 128),
      ...['😀🦊🌋🎻'.repeat(32)],
      'kfjwhqpz',
    ]) {
      test(`the ${form} keeps each character of "${password.slice(0, 20)}" (ASVS 6.2.5)`, async ({
        assert,
        client,
      }) => {
        using fake = queue.fake()
        const { stored } = await choose(client, password)

        assert.isTrue(await hash.verify(stored!, password))
        if (password !== password.trim()) {
          assert.isFalse(await hash.verify(stored!, password.trim()))
        }
        fake.assertCount(1)
      })
    }
  }

  test('no refused form keeps a password for the next page', async ({ assert, client }) => {
    const user = await createUser()
    for (const currentPassword of [CURRENT, 'wrong-password']) {
      const form = { currentPassword, password: 'password123' }
      const answer = await send(client.visit('passwords.update').form(form).loginAs(user))

      assert.notInclude(JSON.stringify(answer.session()), currentPassword)
      assert.notInclude(JSON.stringify(answer.session()), form.password)
    }
  })

  test('the messages are in the language of the reader', async ({ assert, client }) => {
    const messages: any[] = []
    for (const locale of ['es', 'ar']) {
      const answer = await client
        .visit('registrations.store')
        .form({ name, email: 'grace@example.com', password: 'password123' })
        .header('accept-language', locale)
        .withCsrfToken()
        .redirects(0)
      messages.push(answer.flashMessage('inputErrorsBag').password)
    }

    assert.match(messages[0][0], /^Esta contraseña es demasiado fácil de adivinar/)
    assert.match(messages[1][0], /^كلمة المرور هذه سهلة التخمين/)
  })
})
