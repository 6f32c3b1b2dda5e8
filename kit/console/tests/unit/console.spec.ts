import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'

/** Runs a command whose output is closed before it prints anything, as `| head` eventually does. */
async function runUnread(...args: string[]) {
  const child = spawn(process.execPath, ['ace.js', ...args], { cwd: app.makePath() })
  child.stdout.destroy()
  const exited = once(child, 'exit')
  const errors = await text(child.stderr)
  const [exitCode] = await exited
  return { errors, exitCode }
}

test.group('Console', () => {
  for (const command of ['list', 'i18n:missing', 'list:routes', 'migration:status']) {
    test(`${command} ends quietly when its output pipe closes`, async ({ assert }) => {
      const { errors, exitCode } = await runUnread(command)

      assert.equal(exitCode, 0)
      assert.equal(errors, '')
    }).timeout(30_000)
  }

  test('a command keeps its exit code when its output pipe closes', async ({ assert }) => {
    const { errors, exitCode } = await runUnread('i18n:missing', 'xx')

    assert.equal(exitCode, 1)
    assert.notMatch(errors, /EPIPE|at /)
  }).timeout(30_000)

  test('a table has no colours in a pipe', async ({ assert }) => {
    const env = { ...process.env, TERM: 'xterm', FORCE_COLOR: undefined, NO_COLOR: undefined }
    const child = spawn(process.execPath, ['ace.js', 'i18n:missing'], { cwd: app.makePath(), env })
    const output = await text(child.stdout)

    assert.include(output, '│')
    assert.notInclude(output, '\u001B')
  }).timeout(30_000)

  test('a rollback keeps the classes of tables, which every command needs to start', async ({
    assert,
  }) => {
    const rollback = ['ace.js', 'migration:rollback', '--batch=100000']
    const child = spawn(process.execPath, rollback, { cwd: app.makePath() })
    const output = await text(child.stdout)

    assert.include(output, 'Already at latest batch')
    assert.notInclude(output, 'Schema classes')
  }).timeout(30_000)

  test('a command of Lucid tells in one sentence that the database does not answer', async ({
    assert,
  }) => {
    const env = { ...process.env, DATABASE_URL: 'postgresql://app:secret@127.0.0.1:1/shop' }
    const status = ['ace.js', 'migration:status']
    const child = spawn(process.execPath, status, { cwd: app.makePath(), env })
    const exited = once(child, 'exit')
    const errors = await text(child.stderr)

    assert.match(errors.trim(), /^The database does not answer: connect .*DATABASE_URL$/)
    assert.deepEqual(await exited, [1, null])
  }).timeout(30_000)

  test('an old version of Node is refused in one sentence', async ({ assert }) => {
    const program = `
      Object.defineProperty(process.versions, 'node', { value: '20.19.0' })
      await import('./bin/node_version.ts')
      console.log('went on')
    `
    const child = spawn(process.execPath, ['--input-type=module', '--eval', program], {
      cwd: app.makePath(),
    })
    const exited = once(child, 'exit')
    const [output, errors] = await Promise.all([text(child.stdout), text(child.stderr)])

    assert.deepEqual(await exited, [1, null])
    assert.equal(output, '')
    assert.match(errors, /^This app needs Node 24 or newer, and this is Node 20\.19\.0\. [^\n]+\n$/)
  })
})
