import { pathToFileURL } from 'node:url'
import { test } from '@japa/runner'
import { ResourceCommand } from '#generators/resource_command'
import { createAce } from '#tests/support/ace'
import { folderWith } from '#tests/support/folder'

const undone: string[] = []

/** Writes, while somebody presses Ctrl-C or not. */
class WriteSlowly extends ResourceCommand {
  static commandName = 'write:slowly'
  static options = { startApp: false }

  protected async change(name: string) {
    await this.unbroken(async () => {
      if (name === 'Stopped') process.emit('SIGINT')
      await this.runAll([], async () => void undone.push(name))
    })
  }
}

async function run(name: string) {
  await using folder = await folderWith({})
  const ace = await createAce(pathToFileURL(`${folder.path}/`))
  ace.ui.switchMode('raw')
  const command = await ace.create(WriteSlowly, [name])
  await command.exec()
  return command.exitCode
}

test.group('Resource | command', (group) => {
  group.each.setup(() => void undone.splice(0))

  test('Ctrl-C while files are written undoes them', async ({ assert }) => {
    assert.equal(await run('Stopped'), 1)
    assert.deepEqual(undone, ['Stopped'])
  })

  test('without it they stay, and Ctrl-C ends the process again', async ({ assert }) => {
    const listeners = process.listenerCount('SIGINT')
    assert.equal(await run('Project'), 0)
    assert.deepEqual(undone, [])
    assert.equal(process.listenerCount('SIGINT'), listeners)
  })
})
