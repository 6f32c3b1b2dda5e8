import ace from '@adonisjs/core/services/ace'
import { test } from '@japa/runner'
import Routes from '#http/commands/routes'

async function run(...argv: string[]) {
  const command = await ace.create(Routes, argv)
  await command.exec()
  const { logger } = command.ui
  const lines = logger.getLogs().map(({ message }) => message)
  logger.flushLogs()
  return { lines, text: lines.join('\n'), exitCode: command.exitCode }
}

test.group('node ace routes', (group) => {
  group.each.setup(() => {
    ace.ui.switchMode('raw')
    return () => ace.ui.switchMode('normal')
  })

  test('the list shows who may use a route, its limits and its middleware', async ({ assert }) => {
    const { text, exitCode } = await run('settings/password')

    assert.equal(exitCode, 0)
    assert.match(text, /PUT.*\/settings\/password.*self/)
    assert.include(text, 'passwords.update · settings/passwords.update · limit: address · auth')
    assert.include(text, '2 routes')
    assert.notInclude(text, '/settings/passkeys')
  })

  test('a route is found by who may use it: {text}')
    .with([{ text: 'guest' }, { text: 'everyone' }, { text: 'profile:read' }, { text: 'SELF' }])
    .run(async ({ assert }, { text }) => {
      const { text: shown, exitCode } = await run(text)

      assert.equal(exitCode, 0)
      assert.include(shown, text.toLowerCase())
    })

  test('the list fits into 80 columns, but for long addresses', async ({ assert }) => {
    const { lines } = await run()
    const facts = lines.filter((line) => line.includes(' · '))

    assert.isAbove(facts.length, 50)
    assert.isEmpty(facts.filter((line) => line.replace(/^dim\((.*)\)$/, '$1').length > 80))
  })

  test('JSON has each part of a route', async ({ assert }) => {
    const { text } = await run('api.me.show', '--json')

    assert.deepEqual(JSON.parse(text), [
      {
        methods: ['GET'],
        address: '/api/v1/me',
        name: 'api.me.show',
        action: 'api/me.show',
        access: [{ kind: 'ability', name: 'profile:read' }],
        throttles: [],
        middleware: ['api'],
      },
    ])
  })

  test('a text that no route has fails: {argv}')
    .with([{ argv: ['nonesuch'] }, { argv: ['nonesuch', '--json'] }])
    .run(async ({ assert }, { argv }) => {
      const { text, exitCode } = await run(...argv)

      assert.equal(exitCode, 1)
      assert.include(text, argv.length === 1 ? 'No route has the text "nonesuch"' : '[]')
    })
})
