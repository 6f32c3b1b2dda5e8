import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import app from '@adonisjs/core/services/app'
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

  test('in production nothing is written, and the app does not start', async ({ assert }) => {
    const env = { ...process.env, NODE_ENV: 'production', APP_KEY: '' }
    const command = ['ace.js', 'make:resource', 'Orchard', 'name:string']
    const running = promisify(execFile)(process.execPath, command, { cwd: app.makePath(), env })

    const failure = await running.catch((error) => error)
    assert.equal(failure.code, 1)
    assert.include(failure.stdout + failure.stderr, 'they do not run in production')
    assert.isFalse(existsSync(app.makePath('app/models/orchard.ts')))
  }).timeout(60_000)
})
