import { test } from '@japa/runner'
import database from '@adonisjs/lucid/services/db'
import Down from '#maintenance/commands/down'
import Up from '#maintenance/commands/up'
import { readMaintenance, restoreMaintenance } from '#maintenance/state'
import SettingsList from '#settings/commands/settings_list'
import { run } from '#tests/support/user_commands'

test.group('Maintenance | commands', (group) => {
  group.each.teardown(() => restoreMaintenance())

  test('down takes the app down, a second one replaces what it says, and up ends it', async ({
    assert,
    client,
    db,
  }) => {
    const flags = ['--message=We move.', '--until=2h', '--allow=192.0.2.1,10.0.0.0/8']
    const down = await run(Down, [...flags, '--allow=::7', '--pause-workers'])
    assert.equal(down.exitCode, 0)
    assert.match(
      down.lines,
      /^The app is down since \d{4}-\d\d-\d\d \d\d:\d\d UTC\nMessage: We move/
    )
    assert.include(down.lines, 'Allowed: 192.0.2.1, 10.0.0.0/8, ::7\nWorkers: paused, and')
    const first = await readMaintenance()
    const page = await client.get('/')
    page.assertStatus(503)
    await db.assertCount('queue_pauses', 1)

    const again = await run(Down, ['--json'])
    const { isDown, since, message, until, allow, pausesWorkers } = JSON.parse(again.lines)
    assert.deepEqual(
      { isDown, message, until, allow },
      { isDown: true, message: null, until: null, allow: [] }
    )
    assert.isFalse(pausesWorkers)
    assert.equal(since, first!.since)
    await db.assertEmpty('queue_pauses')

    const up = await run(Up, [])
    assert.deepEqual(up, { exitCode: 0, lines: 'The app is up' })
    assert.isNull(await readMaintenance())
    const open = await client.get('/')
    open.assertStatus(200)
    await db.assertEmpty('settings')
  })

  test('up ends the pause of the workers, and not that of a single queue', async ({
    assert,
    db,
  }) => {
    await database.table('queue_pauses').insert({ queue: 'low' })
    await run(Down, ['--pause-workers'])
    const { lines } = await run(Up, [])
    assert.equal(lines, 'The app is up, and workers take jobs again')
    await db.assertCount('queue_pauses', 1)
    await db.assertHas('queue_pauses', { queue: 'low' })
  })

  test('up says so if the app is not down', async ({ assert }) => {
    const text = await run(Up, [])
    assert.deepEqual(text, { exitCode: 0, lines: 'The app was not down' })
    const json = await run(Up, ['--json'])
    assert.deepEqual(JSON.parse(json.lines), { isDown: false, wasDown: false })
  })

  test('--status shows the state and changes nothing', async ({ assert, db }) => {
    const before = await run(Down, ['--status'])
    assert.equal(before.lines, 'The app is up')
    await db.assertEmpty('settings')

    await run(Down, ['--until=30m'])
    const { lines } = await run(Down, ['--status'])
    assert.match(lines, /is down since .+ UTC\nMessage: the usual one.+\nUntil: {3}\d{4}-.+ UTC\n/)
    const mixed = await run(Down, ['--status', '--until=1h'])
    assert.deepEqual(mixed, { exitCode: 1, lines: '--status goes alone. Nothing has changed' })
  })

  test('a wrong flag changes nothing: {$self}')
    .with(['--until=yesterday', '--until=2020-01-01T00:00Z', '--allow=home', '--message=a\nb'])
    .run(async ({ assert, db }, flag) => {
      const { exitCode, lines } = await run(Down, [flag])
      assert.equal(exitCode, 1)
      assert.match(lines, new RegExp(`^${flag.split('=')[0]} `))
      await db.assertEmpty('settings')
    })

  test('the list of the settings has no row of maintenance', async ({ assert }) => {
    await run(Down, [])
    const { lines } = await run(SettingsList, ['--json'])
    assert.notInclude(lines, 'kit.')
  })
})
