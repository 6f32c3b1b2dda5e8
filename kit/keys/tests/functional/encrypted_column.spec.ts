import { test } from '@japa/runner'
import encryption from '@adonisjs/core/services/encryption'
import db from '@adonisjs/lucid/services/db'
import { readableOrNull } from '#keys/main'
import { createVaults, rowsOfVaults, Vault } from '#keys/tests/support/vault'

const DETAILS = { pin: 12, words: ['a', 'ß', '\u{1f511}'] }

const createVault = () => Vault.create({ owner: 'ada', token: 'secret', details: DETAILS })

test.group('Encrypted columns', (group) => {
  group.each.setup(createVaults)

  test('the table has encrypted texts, and the model has the values', async ({ assert }) => {
    const vault = await createVault()
    assert.equal(vault.token, 'secret')
    const row = await rowsOfVaults().firstOrFail()
    assert.notInclude(JSON.stringify(row), 'secret')
    assert.equal(encryption.decrypt(row.token, 'test_vaults.token'), 'secret')
    assert.deepEqual(encryption.decrypt(row.details, 'test_vaults.details-ada'), DETAILS)

    const found = await Vault.findOrFail(vault.id)
    assert.equal(found.token, 'secret')
    assert.deepEqual(found.details, DETAILS)
    await found.refresh()
    assert.deepEqual(found.details, DETAILS)
  })

  test('no value, an empty text, zero and false stay what they are', async ({ assert }) => {
    for (const value of [null, '', 0, false]) {
      const { id } = await Vault.create({ owner: 'ada', token: value as string })
      const row = await db.from('test_vaults').where({ id }).firstOrFail()
      assert.equal(row.token === null, value === null)
      const found = await Vault.findOrFail(id)
      assert.strictEqual(found.token as unknown, value)
    }
  })

  test('a save writes only what has changed, and a serialized model has no secret', async ({
    assert,
  }) => {
    const { id } = await createVault()
    const before = await rowsOfVaults().firstOrFail()
    const vault = await Vault.findOrFail(id)
    assert.isEmpty(vault.$dirty)
    await vault.merge({ token: 'secret' }).save()
    assert.deepEqual(await rowsOfVaults().firstOrFail(), before)

    await vault.merge({ token: 'other' }).save()
    const after = await rowsOfVaults().firstOrFail()
    assert.equal(encryption.decrypt(after.token, 'test_vaults.token'), 'other')
    assert.equal(after.details, before.details)
    assert.deepEqual(vault.serialize(), { id, owner: 'ada' })
  })

  test('a text that was copied to another row, or to another column, cannot be read there', async ({
    assert,
  }) => {
    const { id } = await createVault()
    await Vault.create({ owner: 'eve', details: DETAILS })
    const { details, token } = await rowsOfVaults().firstOrFail()
    await db.from('test_vaults').where('owner', 'eve').update({ details, token: details })
    await db.from('test_vaults').where({ id }).update({ details: token })

    for (const vault of await Vault.all()) {
      assert.throws(() => vault.details, /No key of APP_KEY and APP_PREVIOUS_KEYS can read details/)
    }
  })

  test('a value that no key can read breaks neither a list nor a save of the row, but its own reading', async ({
    assert,
  }) => {
    const { id } = await createVault()
    await db.from('test_vaults').update({ token: 'damaged' })
    const [vault] = await Vault.all()
    assert.deepEqual(vault.details, DETAILS)
    assert.throws(
      () => vault.token,
      `No key of APP_KEY and APP_PREVIOUS_KEYS can read token of test_vaults where id is ${id}. Add the key that has made it to APP_PREVIOUS_KEYS`
    )
    assert.isNull(readableOrNull(vault, 'token'))
    assert.deepEqual(vault.serialize(), { id, owner: 'ada' })

    await vault.merge({ details: null }).save()
    const row = await rowsOfVaults().firstOrFail()
    assert.equal(row.token, 'damaged')
    await vault.merge({ token: 'new' }).save()
    assert.equal(vault.token, 'new')
    const found = await Vault.findOrFail(id)
    assert.equal(found.token, 'new')
  })

  test('an error names the attribute that is missing for a bound value', async ({ assert }) => {
    await createVault()
    await assert.rejects(
      () => Vault.create({ details: DETAILS }),
      'Vault.details is encrypted for its owner, which has no value here. Set it, or select it too'
    )
    const vault = await Vault.query().select('id', 'details').firstOrFail()
    assert.throws(() => vault.details, /which has no value here/)
  })
})
