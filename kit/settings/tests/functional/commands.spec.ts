import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import settings from '#settings'
import SettingsList from '#settings/commands/settings_list'
import SettingsReset from '#settings/commands/settings_reset'
import SettingsSet from '#settings/commands/settings_set'
import { run } from '#tests/support/user_commands'

const NAME = 'registration.isOpen'

test.group('Settings | commands', (group) => {
  group.each.teardown(() => settings.restore())

  test('settings:set changes a setting, settings:list shows it, and settings:reset undoes it', async ({
    assert,
  }) => {
    const closed = await run(SettingsSet, [NAME, 'false'])
    assert.equal(closed.lines, `${NAME} is false`)
    assert.isFalse(settings.get(NAME))

    const list = await run(SettingsList, ['--json'])
    const meaning = 'Sign-up is open'
    assert.containSubset(JSON.parse(list.lines), [
      { name: NAME, value: false, defaultValue: true, meaning },
    ])

    const reset = await run(SettingsReset, [NAME, '--json'])
    assert.deepEqual(JSON.parse(reset.lines), { name: NAME, value: true })
    assert.isTrue(settings.get(NAME))
  })

  test('an unknown name, a missing value and a wrong value change nothing', async ({
    assert,
    db: rows,
  }) => {
    for (const [args, message] of [
      [['signUp', 'false'], /^There is no setting signUp\. There are: .*registration\.isOpen/],
      [[], /^Missing <name>/],
      [[NAME], /^Missing <value>/],
      [[NAME, 'perhaps'], /^registration\.isOpen: .+ boolean/],
      [[NAME, '{"a":1}'], /^registration\.isOpen: .+ boolean/],
      [[NAME, ''], /^registration\.isOpen: .+ boolean/],
    ] as const) {
      const { exitCode, lines } = await run(SettingsSet, [...args])
      assert.equal(exitCode, 1)
      assert.match(lines, message)
    }
    await rows.assertEmpty('settings')
  })

  test('settings:reset removes the value of a setting that the release does not have', async ({
    assert,
    db: rows,
  }) => {
    await db.table('settings').insert({ key: 'product.color', value: '"red"' })
    const { exitCode } = await run(SettingsReset, ['product.color'])
    assert.equal(exitCode, 0)
    await rows.assertEmpty('settings')

    const again = await run(SettingsReset, ['product.color'])
    assert.equal(again.exitCode, 1)
    assert.match(again.lines, /^There is no setting product\.color\. There are: product\.name/)
  })

  test('a change by a command is an event of no account', async ({ assert }) => {
    await run(SettingsSet, [NAME, 'false'])
    const event = await db.from('account_events').where('kind', 'setting_changed').firstOrFail()
    assert.isNull(event.user_id)
    assert.deepEqual(event.details, { setting: NAME, from: true, to: false })
  })

  test('a database without the table is told to migrate', async ({ assert }) => {
    await db.rawQuery('ALTER TABLE settings RENAME TO former_settings')
    const { exitCode, lines } = await run(SettingsSet, [NAME, 'false'])
    assert.equal(exitCode, 1)
    assert.equal(lines, 'The database is missing tables. Run node ace migration:run')
  })
})
