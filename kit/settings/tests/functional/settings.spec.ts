import vine from '@vinejs/vine'
import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { setting } from '#settings/define'
import { Settings } from '#settings/settings'
import { eventually } from '#tests/support/eventually'

const settingsOf = () =>
  new Settings({
    color: setting(vine.enum(['red', 'blue']), { default: 'red' }),
    days: setting(vine.number().min(1), { default: 30 }),
    note: setting(vine.string().nullable(), { default: null }),
    words: setting(vine.array(vine.string()), { default: [] }),
  })

const storeInSql = (name: string, value: unknown) =>
  db.rawQuery('INSERT INTO settings (key, value) VALUES (?, ?::jsonb)', [
    name,
    JSON.stringify(value),
  ])

test.group('Settings', () => {
  test('a setting has its default, then its own value, then its default again', async ({
    assert,
  }) => {
    const settings = settingsOf()
    assert.equal(await settings.get('days'), 30)
    assert.isNull(await settings.get('note'))

    await settings.set('days', 7)
    await settings.set('days', 8)
    await settings.set('words', ['a', 'b'])
    assert.equal(await settings.get('days'), 8)
    assert.deepEqual(await settings.get('words'), ['a', 'b'])
    assert.equal(await settings.get('color'), 'red')

    await settings.reset('days')
    assert.equal(await settings.get('days'), 30)
  })

  test('a value that does not keep its rule is refused, with the name of the setting', async ({
    assert,
    db: database,
  }) => {
    const refused = await settingsOf()
      .set('days', 0)
      .catch((error) => error)

    assert.equal(refused.code, 'E_VALIDATION_ERROR')
    assert.equal(refused.messages[0].field, 'days')
    await database.assertEmpty('settings')
  })

  test('a stored value that is not valid any more gives way to the default', async ({ assert }) => {
    await storeInSql('color', 'green')
    await storeInSql('days', 5)
    const settings = settingsOf()
    assert.equal(await settings.get('color'), 'red')
    assert.equal(await settings.get('days'), 5)
  })

  test('a setting that only another release has is ignored', async ({ assert }) => {
    await storeInSql('height', 2)
    assert.equal(await settingsOf().get('days'), 30)
  })

  test('values are read once', async ({ assert }) => {
    const settings = settingsOf()
    await settings.get('days')
    await storeInSql('days', 5)
    assert.equal(await settings.get('days'), 30)
  })

  test('the latest value needs no query, and is the default before the first', async ({
    assert,
  }) => {
    await storeInSql('days', 5)
    const settings = settingsOf()
    assert.equal(settings.latest('days'), 30)
    await eventually(async () => settings.latest('days') === 5)
  })

  test('a fake changes only its own settings, until it is restored', async ({ assert }) => {
    const settings = settingsOf()
    await settings.set('days', 5)
    settings.fake({ color: 'blue' })
    assert.equal(await settings.get('color'), 'blue')
    assert.equal(settings.latest('color'), 'blue')
    assert.equal(await settings.get('days'), 5)

    settings.restore()
    assert.equal(await settings.get('color'), 'red')
  })
})
