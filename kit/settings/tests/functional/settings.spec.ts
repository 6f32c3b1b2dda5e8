import vine from '@vinejs/vine'
import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import logger from '@adonisjs/core/services/logger'
import { setting } from '#settings/define'
import { Settings, type SettingChange } from '#settings/settings'
import { statementsOf } from '#tests/support/statements'

const settingsOf = () =>
  new Settings({
    'box.color': setting(vine.enum(['red', 'blue']), { default: 'red' }),
    'box.days': setting(vine.number().min(1), { default: 30 }),
    'box.note': setting(vine.string().nullable(), { default: null }),
    'box.words': setting(vine.array(vine.string()), { default: [] }),
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
    assert.equal(settings.get('box.days'), 30)
    assert.isNull(settings.get('box.note'))

    await settings.set('box.days', 7)
    await settings.set('box.days', 8)
    await settings.set('box.words', ['a', 'b'])
    assert.equal(settings.get('box.days'), 8)
    assert.deepEqual(settings.get('box.words'), ['a', 'b'])
    assert.equal(settings.get('box.color'), 'red')

    await settings.reset('box.days')
    assert.equal(settings.get('box.days'), 30)
  })

  test('the table has only values that differ from the default', async ({ db: database }) => {
    const settings = settingsOf()
    await settings.change({ 'box.days': 30, 'box.color': 'blue' })
    await database.assertCount('settings', 1)
    await settings.set('box.color', 'red')
    await database.assertEmpty('settings')
  })

  test('a value that does not keep its rule is refused, with the name of the setting', async ({
    assert,
    db: database,
  }) => {
    const settings = settingsOf()
    const refused = await settings
      .change({ 'box.color': 'blue', 'box.days': 0 })
      .catch((error) => error)

    assert.equal(refused.code, 'E_VALIDATION_ERROR')
    assert.equal(refused.messages[0].field, 'box.days')
    assert.equal(settings.get('box.color'), 'red')
    await database.assertEmpty('settings')
  })

  test('a change that is rolled back is no change', async ({ assert }) => {
    const settings = settingsOf()
    const trx = await db.transaction()
    await settings.set('box.days', 7, { client: trx })
    assert.equal(settings.get('box.days'), 30)
    await trx.rollback()
    assert.equal(settings.get('box.days'), 30)
    assert.equal(await settings.read('box.days'), 30)
  })

  test('an observer hears of each change once, with the value before', async ({ assert }) => {
    const settings = settingsOf()
    const changes: SettingChange[] = []
    settings.observe(async (change) => void changes.push(change))
    await settings.set('box.days', 7)
    await settings.set('box.days', 7)
    await settings.reset('box.days')
    assert.deepEqual(
      changes.map(({ name, from, to }) => [name, from, to]),
      [
        ['box.days', 30, 7],
        ['box.days', 7, 30],
      ]
    )
  })

  test('a setting keeps its value if an observer fails', async ({ assert }) => {
    const settings = settingsOf()
    settings.observe(async () => {
      throw new Error('no')
    })
    await assert.rejects(() => settings.set('box.days', 7), 'no')
    assert.equal(settings.get('box.days'), 30)
    assert.equal(await settings.read('box.days'), 30)
  })

  test('a stored value that is not valid any more gives way to the default, with one warning', async ({
    assert,
    cleanup,
  }) => {
    const warnings: object[] = []
    const { warn } = logger
    logger.warn = ((about: object) => void warnings.push(about)) as never
    cleanup(() => void (logger.warn = warn))
    await storeInSql('box.color', 'green')
    await storeInSql('box.height', 2)
    await storeInSql('kit.other', 2)
    await storeInSql('box.days', 5)
    const settings = settingsOf()
    for (let round = 0; round < 2; round++) {
      assert.equal(await settings.read('box.color'), 'red')
      assert.equal(await settings.read('box.days'), 5)
    }
    assert.sameMembers(
      warnings.map((about) => (about as { setting: string }).setting),
      ['box.color', 'box.height']
    )
  })

  test('to get a value needs no query', async ({ assert }) => {
    const settings = settingsOf()
    await storeInSql('box.days', 5)
    await settings.read('box.days')
    const { answer, statements } = await statementsOf(async () => settings.get('box.days'))
    assert.equal(answer, 5)
    assert.isEmpty(statements)
  })

  test('a fake changes only its own settings, until it is restored', async ({ assert }) => {
    const settings = settingsOf()
    await settings.set('box.days', 5)
    settings.fake({ 'box.color': 'blue' })
    assert.equal(settings.get('box.color'), 'blue')
    assert.equal(settings.get('box.days'), 5)

    settings.restore()
    assert.equal(settings.get('box.color'), 'red')
  })
})
