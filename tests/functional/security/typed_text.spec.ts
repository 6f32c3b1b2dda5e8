import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import hash from '@adonisjs/core/services/hash'
import { UserFactory } from '#database/factories/user_factory'
import queue from '#queue/main'
import Registration from '#models/registration'
import NormalizeEmails from '../../../database/migrations/1700000000014_normalize_emails.ts'

const rene = { name: 'René', email: 'rené@example.com', password: 'contraseñá-1' }
const decomposed = (text: string) => text.normalize('NFD')

test.group('Security | typed text', () => {
  test('all Unicode spellings of a password are the same password', async ({ assert, client }) => {
    for (const [known, typed] of [
      [rene.password, decomposed(rene.password)],
      [decomposed(rene.password).normalize('NFC'), rene.password],
    ]) {
      const user = await UserFactory.merge({ password: known }).create()
      for (const format of ['form', 'json'] as const) {
        const response = await client
          .visit('sessions.store')
          [format]({ email: user.email, password: typed })
          .withCsrfToken()
          .redirects(0)
        assert.equal(response.session('auth_web'), user.id)
      }
    }
  })

  test('a sign-up stores name, address and password normalized (ASVS 1.1.1)', async ({
    assert,
    client,
  }) => {
    using fake = queue.fake()
    for (const email of [rene.email, decomposed(rene.email), ' RENÉ@example.com\u200B']) {
      const { name, password } = rene
      await client
        .visit('registrations.store')
        .form({ name: decomposed(name), email, password: decomposed(password) })
        .withCsrfToken()
        .redirects(0)
    }

    const registrations = await Registration.query().where({ email: rene.email, name: 'René' })
    assert.lengthOf(registrations, 3)
    for (const { password } of registrations) {
      assert.isTrue(await hash.verify(password!, rene.password))
    }
    fake.assertCount(3)
  })

  for (const name of ['\u200B', ' \u2060\uFEFF ', '\u00AD', '\u3164', '\u202E', '\u2800']) {
    test(`${JSON.stringify(name)} is refused as a name`, async ({ assert, client, db: rows }) => {
      using fake = queue.fake()
      for (const format of ['form', 'json', 'fields'] as const) {
        const response = await client
          .visit('registrations.store')
          [format]({ ...rene, name })
          .withCsrfToken()
          .redirects(0)
        assert.deepEqual(response.flashMessage('inputErrorsBag').name, ['Enter a name.'])
      }
      await rows.assertEmpty('registrations')
      fake.assertCount(0)
    })
  }

  test('a migration normalizes the addresses of older releases', async ({ assert }) => {
    const emails = async () => {
      const { rows } = await db.rawQuery('SELECT email FROM users ORDER BY id')
      return rows.map(({ email }: { email: string }) => email)
    }
    await UserFactory.merge({ email: decomposed('zoë@example.com') }).create()
    await UserFactory.merge({ email: decomposed(rene.email) }).create()
    await UserFactory.merge({ email: rene.email }).create()
    await new NormalizeEmails(db.connection(), '').execUp()

    assert.deepEqual(await emails(), ['zoë@example.com', decomposed(rene.email), rene.email])
  })
})
