import { test } from '@japa/runner'
import encryption from '@adonisjs/core/services/encryption'
import db from '@adonisjs/lucid/services/db'
import { UserFactory } from '#database/factories/user_factory'
import { hashesOfRecoveryCode } from '#http/account/recovery_codes'
import KeyRotate from '#keys/commands/key_rotate'
import { addEncryptedPlaces, type EncryptedPlace, type StoredText } from '#keys/main'
import { addPreviousKey } from '#keys/tests/support/previous_key'
import RecoveryCode from '#models/recovery_code'
import { addAuthenticator } from '#tests/support/second_factor'
import { run } from '#tests/support/user_commands'

/** An account whose authenticator app was added with a previous key. */
async function withPreviousKey({ previous }: ReturnType<typeof addPreviousKey>) {
  const user = await UserFactory.create()
  const { key } = await addAuthenticator(user)
  const text = previous.encrypt(key, { purpose: `authenticator-${user.id}` })
  await db.from('authenticators').where('user_id', user.id).update({ key: text })
  return { user, text }
}

const textOf = async (userId: number) => {
  const row = await db.from('authenticators').where('user_id', userId).firstOrFail()
  return row.key as string
}

test.group('key:rotate', () => {
  test('the command says what it has found in each column, and at the end that no previous key is needed', async ({
    assert,
  }) => {
    using keys = addPreviousKey()
    const { user, text } = await withPreviousKey(keys)
    const { exitCode, lines } = await run(KeyRotate, [])

    assert.equal(exitCode, 0)
    assert.include(lines, 'authenticators.key: 1 encrypted, 1 changed, 0 with a previous key')
    assert.include(lines, 'recovery_codes.digest: 10 encrypted, 0 changed, 0 with a previous key')
    assert.match(lines, /No encrypted value needs a previous key$/)
    assert.notEqual(await textOf(user.id), text)

    const again = await run(KeyRotate, ['--batch=1'])
    assert.include(again.lines, 'authenticators.key: 1 encrypted, 0 changed')
    assert.match(again.lines, /recovery_codes\.digest: 3 read so far, 0 changed/)
  })

  test('--dry-run counts the values and changes none', async ({ assert }) => {
    using keys = addPreviousKey()
    const { user, text } = await withPreviousKey(keys)
    const { exitCode, lines } = await run(KeyRotate, ['--dry-run'])

    assert.equal(exitCode, 0)
    assert.include(lines, 'authenticators.key: 1 encrypted, 1 with a previous key')
    assert.match(lines, /1 values? still needs? a previous key. key:rotate changes it$/)
    assert.equal(await textOf(user.id), text)
  })

  test('the command exits with 1 and names the rows that no key can read, after it has changed the others', async ({
    assert,
  }) => {
    using keys = addPreviousKey()
    const lost = await withPreviousKey(keys)
    const { user } = await withPreviousKey(keys)
    await db.from('authenticators').where('user_id', lost.user.id).update({ key: 'damaged' })
    const { exitCode, lines } = await run(KeyRotate, [])

    assert.equal(exitCode, 1)
    const row = `user_id ${lost.user.id}`
    assert.include(lines, `authenticators.key: no key can read the value where ${row}`)
    assert.include(lines, 'authenticators.key: 2 encrypted, 1 changed, 0 with a previous key')
    assert.match(lines, /1 value can be read with no key\. Add its key to APP_PREVIOUS_KEYS/)
    assert.notMatch(lines, /No encrypted value needs/)
    const json = await run(KeyRotate, ['--json'])
    assert.containSubset(JSON.parse(json.lines), { changed: 0, previous: 0, unreadable: 1 })
    assert.containSubset(JSON.parse(json.lines).places, [
      { place: 'authenticators.key', unreadable: [row] },
    ])
    assert.equal(json.exitCode, 1)
    assert.notEqual(await textOf(user.id), 'damaged')
  })

  test('the command counts the recovery codes of older releases, which are good with every listed key', async ({
    assert,
  }) => {
    const user = await UserFactory.create()
    const { codes } = await addAuthenticator(user)
    const [codeHash] = hashesOfRecoveryCode('0a1b-2c3d-4e5f-6g7h')
    await RecoveryCode.create({ userId: user.id, codeHash })
    const { lines, exitCode } = await run(KeyRotate, [])
    assert.equal(exitCode, 0)
    assert.match(lines, /recovery_codes\.code_hash: 1 keyed hash cannot change/)

    const origin = { ipAddress: null, userAgent: null }
    assert.isTrue(await RecoveryCode.spend(user, '0a1b 2c3d 4e5f 6g7h', origin))
    assert.isTrue(await RecoveryCode.spend(user, codes[0].toUpperCase(), origin))
    assert.isFalse(await RecoveryCode.spend(user, codes[0], origin))
    const after = await run(KeyRotate, ['--json'])
    assert.isEmpty(JSON.parse(after.lines).keyedHashes)
  })

  test('a place that a provider adds is changed too', async ({ assert }) => {
    using keys = addPreviousKey()
    const texts: string[] = [keys.previous.encrypt('secret')]
    const stored: StoredText = {
      row: 'entry 0',
      text: texts[0],
      replace: async (text) => texts.splice(0, 1, text).length === 1,
    }
    const place: EncryptedPlace = {
      name: 'a drawer',
      async *batches() {
        if (texts.length > 0) yield [{ ...stored, text: texts[0] }]
      },
    }
    addEncryptedPlaces(async () => [place])
    const { lines } = await run(KeyRotate, [])
    const [text] = texts.splice(0)

    assert.include(lines, 'a drawer: 1 encrypted, 1 changed, 0 with a previous key')
    assert.equal(encryption.decrypt(text), 'secret')
  })

  test('a wrong --batch is refused with a sentence')
    .with(['0', '-1', '2.5', '10001'])
    .run(async ({ assert }, batch) => {
      const { exitCode, lines } = await run(KeyRotate, [`--batch=${batch}`])
      assert.equal(exitCode, 1)
      assert.equal(lines, '--batch is not a whole number from 1 to 10000')
    })
})
