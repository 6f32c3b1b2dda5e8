import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import { hash as rawHash } from '@node-rs/argon2'
import hash from '@adonisjs/core/services/hash'
import db from '@adonisjs/lucid/services/db'
import { UserFactory } from '#database/factories/user_factory'
import { Argon2id } from '#http/argon2id'
import PasswordLogIn from '#models/password_log_in'
import User from '#models/user'

const NOWHERE = { ipAddress: null, userAgent: null }

const PASSWORD = '  contraseñá 🚲 '
const FORMER = new Argon2id({ memoryCost: 8192, timeCost: 2, parallelism: 1 })

test.group('Sessions | passwords', () => {
  test('a log-in takes each character of the password as it is (ASVS 6.2.8)', async ({
    assert,
    client,
  }) => {
    const { id, email } = await UserFactory.merge({ password: PASSWORD }).create()
    for (const format of ['form', 'json', 'fields'] as const) {
      const right = await logIn(client, { email, password: PASSWORD.normalize('NFD') }, format)
      assert.equal(right.session('auth_web'), id)
      const wrong = await logIn(client, { email, password: PASSWORD.trim() }, format)
      assert.isUndefined(wrong.session('auth_web'))
    }
  })

  test('a log-in and a confirmed identity take 128 code points (ASVS 6.2.9)', async ({
    assert,
    client,
  }) => {
    const password = '😀🦊🌋🎻'.repeat(32)
    const user = await UserFactory.merge({ password }).create()
    const answer = await logIn(client, { email: user.email, password })
    assert.equal(answer.session('auth_web'), user.id)

    const confirmed = await client
      .visit('identity_confirmations.store')
      .form({ password })
      .loginAs(user)
      .withCsrfToken()
      .redirects(0)
    assert.property(confirmed.session(), 'identity_confirmed_at')
    const tooLong = await logIn(client, { email: user.email, password: `${password}x` })
    assert.property(tooLong.flashMessage('inputErrorsBag'), 'password')
  })

  test('a hash of a password that was not normalized still works', async ({ assert, client }) => {
    const { id, email } = await UserFactory.create()
    const password = 'contraseñá-1'
    await db
      .from('users')
      .where({ id })
      .update({ password: await rawHash(password.normalize('NFD')) })

    for (const form of ['NFC', 'NFD']) {
      const answer = await logIn(client, { email, password: password.normalize(form) })
      assert.equal(answer.session('auth_web'), id)
    }
  })

  test('after a change of the parameters, a log-in renews the hash once (ASVS 11.2.2)', async ({
    assert,
    client,
  }) => {
    const user = await UserFactory.create()
    const former = await FORMER.make('secret-password')
    await db.from('users').where({ id: user.id }).update({ password: former })
    const wrong = await operationsOf(() => logIn(client, { email: user.email, password: 'wrong' }))
    const first = await operationsOf(() => logIn(client, { email: user.email }))
    const { password: renewed } = await User.findOrFail(user.id)
    const second = await operationsOf(() => logIn(client, { email: user.email }))

    assert.deepEqual([wrong, first, second], [['verify'], ['verify', 'make'], ['verify']])
    assert.isFalse(hash.needsReHash(renewed!))
    assert.isTrue(await hash.verify(renewed!, 'secret-password'))
    await user.refresh()
    assert.equal(user.password, renewed)
  })

  test('the browser of a log-in that renews the hash is known afterwards', async ({ client }) => {
    const user = await UserFactory.create()
    const { id, email } = user
    await db
      .from('users')
      .where({ id })
      .update({ password: await FORMER.make('secret-password') })
    const first = await logIn(client, { email })
    for (let tries = 0; tries < 5; tries++) await logIn(client, { email, password: 'wrong' })

    const answer = await logIn(client, { email }).withEncryptedCookie(
      'easystart-device',
      first.cookie('easystart-device')!.value
    )
    answer.assertHeader('location', '/dashboard')
  })

  test('a password that is set during a log-in is not replaced by a renewed hash', async ({
    assert,
  }) => {
    const user = await UserFactory.create()
    const former = await FORMER.make('secret-password')
    await db.from('users').where({ id: user.id }).update({ password: former })
    const { make } = Argon2id.prototype
    Argon2id.prototype.make = async function (value) {
      await db.from('users').where({ id: user.id }).update({ password: 'set meanwhile' })
      return make.call(this, value)
    }
    try {
      await PasswordLogIn.authenticate(user.email, 'secret-password', NOWHERE)
    } finally {
      Argon2id.prototype.make = make
    }

    await user.refresh()
    assert.equal(user.password, 'set meanwhile')
  })

  test('every failed log-in has the same hash operations', async ({ assert, client }) => {
    const known = await UserFactory.create()
    const unconfirmed = await UserFactory.apply('unconfirmed').create()
    for (const password of ['wrong-password', 'contraseñá', 'contraseñá'.normalize('NFD')]) {
      for (const email of [known.email, unconfirmed.email, 'nobody@example.com']) {
        const operations = await operationsOf(() => logIn(client, { email, password }))
        assert.deepEqual(operations, ['verify'])
      }
    }
  })
})

function logIn(
  client: ApiClient,
  { email, password = 'secret-password' }: { email: string; password?: string },
  format: 'form' | 'json' | 'fields' = 'form'
) {
  return client.visit('sessions.store')[format]({ email, password }).withCsrfToken().redirects(0)
}

/** The hash operations that run during `act`. */
async function operationsOf(act: () => Promise<unknown>) {
  const operations: string[] = []
  const { make, verify } = Argon2id.prototype
  Argon2id.prototype.make = function (...args) {
    operations.push('make')
    return make.apply(this, args)
  }
  Argon2id.prototype.verify = function (...args) {
    operations.push('verify')
    return verify.apply(this, args)
  }
  try {
    await act()
  } finally {
    Object.assign(Argon2id.prototype, { make, verify })
  }
  return operations
}
