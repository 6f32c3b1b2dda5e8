import { test } from '@japa/runner'
import ace from '@adonisjs/core/services/ace'
import type { BaseCommand } from '@adonisjs/core/ace'

type CommandClass = Parameters<typeof ace.create>[0]

/** The command, which prints into its own log. */
async function create(name: string, args: string[]): Promise<BaseCommand> {
  ace.ui.switchMode('raw')
  return ace.create((await ace.find(name)) as CommandClass, args)
}

async function errorsOf(command: BaseCommand) {
  await command.exec()
  const logs = command.ui.logger.getLogs()
  command.ui.logger.flushLogs()
  return { exitCode: command.exitCode, logs }
}

test.group('Commands | errors as JSON', () => {
  test('each command with --json prints an unexpected error as JSON, and exits 1', async ({
    assert,
  }) => {
    await ace.boot()
    const names = ace
      .getCommands()
      .filter(({ flags }) => flags.some(({ name }) => name === 'json'))
      .map(({ commandName }) => commandName)
      .filter((name) => /^(user|queue|schedule|i18n|settings):|^(down|up)$/.test(name))
    assert.isAbove(names.length, 12)

    for (const name of names) {
      const command = await create(name, ['--json'])
      command.run = () => Promise.reject(new Error('This is broken'))
      const { exitCode, logs } = await errorsOf(command)
      assert.lengthOf(logs, 1, name)
      assert.equal(JSON.parse(logs[0].message).error, 'This is broken', name)
      assert.equal(logs[0].stream, 'stderr')
      assert.equal(exitCode, 1)
    }
  })

  test('an expected error has the sentence only: {$self}')
    .with(['user:disable nobody@example.com', 'queue:failed 0195f0a0-0000-7000-8000-000000000000'])
    .run(async ({ assert }, line) => {
      await ace.boot()
      const [name, ...args] = line.split(' ')
      const { exitCode, logs } = await errorsOf(await create(name, [...args, '--json']))

      assert.lengthOf(logs, 1)
      assert.sameMembers(Object.keys(JSON.parse(logs[0].message)), ['error'])
      assert.equal(exitCode, 1)
    })
})
