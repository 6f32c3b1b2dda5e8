import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import settings from '#settings'
import SettingsList from '#settings/commands/settings_list'
import SettingsSet from '#settings/commands/settings_set'
import { run } from '#tests/support/user_commands'

const NAME = 'isRegistrationOpen'

test.group('Settings | commands', (group) => {
  group.each.teardown(() => settings.restore())

  test('settings:set changes a setting, settings:list shows it, and --reset undoes it', async ({
    assert,
  }) => {
    const closed = await run(SettingsSet, [NAME, 'false'])
    assert.equal(closed.lines, `${NAME} is false`)
    assert.isFalse(await settings.get(NAME))

    const list = await run(SettingsList, ['--json'])
    const meaning = 'Sign-up is open'
    assert.containSubset(JSON.parse(list.lines), [
      { name: NAME, value: false, defaultValue: true, meaning },
    ])

    const reset = await run(SettingsSet, [NAME, '--reset', '--json'])
    assert.deepEqual(JSON.parse(reset.lines), { name: NAME, value: true })
    assert.isTrue(await settings.get(NAME))
  })

  test('an unknown name, a missing value and a wrong value change nothing', async ({
    assert,
    db: rows,
  }) => {
    for (const [args, message] of [
      [['signUp', 'false'], /^There is no setting signUp\. There are: .*isRegistrationOpen/],
      [[], /^Missing <name>/],
      [[NAME], /^Missing <value>/],
      [[NAME, 'perhaps'], /^isRegistrationOpen: .+ boolean/],
      [[NAME, '{"a":1}'], /^isRegistrationOpen: .+ boolean/],
      [[NAME, ''], /^isRegistrationOpen: .+ boolean/],
    ] as const) {
      const { exitCode, lines } = await run(SettingsSet, [...args])
      assert.equal(exitCode, 1)
      assert.match(lines, message)
    }
    await rows.assertEmpty('settings')
  })

  test('a database without the table is told to migrate', async ({ assert }) => {
    await db.rawQuery('ALTER TABLE settings RENAME TO former_settings')
    const { exitCode, lines } = await run(SettingsSet, [NAME, 'false'])
    assert.equal(exitCode, 1)
    assert.equal(lines, 'The database is missing tables. Run node ace migration:run')
  })
})
