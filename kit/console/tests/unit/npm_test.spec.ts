import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { readdir, readFile } from 'node:fs/promises'
import { text } from 'node:stream/consumers'
import app from '@adonisjs/core/services/app'
import { test } from '@japa/runner'
import { eventually } from '#tests/support/eventually'

const LONGEST_MS = 10_000

/** Counts the processes with this mark in their environment, which child processes inherit. */
async function countOf(mark: string) {
  const names = await readdir('/proc')
  const environments = await Promise.all(
    names.map((name) => readFile(`/proc/${name}/environ`, 'utf8').catch(() => ''))
  )
  return environments.filter((environment) => environment.includes(mark)).length
}

async function startRun(mark: string) {
  const run = spawn('npm', ['test', '--', 'unit', '--files', 'argon2id'], {
    cwd: app.makePath(),
    detached: true,
    env: { ...process.env, MARK: mark },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  let output = ''
  run.stdout.on('data', (chunk) => (output += chunk))
  await eventually(async () => output.includes('booting application'), 60_000)
  return run
}

test('npm test leaves no process after {$self} to its main process')
  .with(['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGKILL'] as const)
  .skip(process.platform !== 'linux', 'processes are found in /proc')
  .timeout(90_000)
  .run(async ({ assert }, signal) => {
    const mark = randomUUID()
    const run = await startRun(mark)
    assert.isAbove(await countOf(mark), 2)

    process.kill(run.pid!, signal)
    await eventually(async () => (await countOf(mark)) === 0, LONGEST_MS)
  })

test('npm test fails if no test matches the filter, and explains how to filter', async ({
  assert,
}) => {
  const run = spawn('npm', ['test', '--', 'unit', '--files', 'no_such_file'], {
    cwd: app.makePath(),
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const [errors, [exitCode]] = await Promise.all([text(run.stderr), once(run, 'exit')])

  assert.equal(exitCode, 1)
  assert.include(errors, 'No test matches unit --files no_such_file. A file: --files store')
}).timeout(90_000)

test('npm test ends if Japa cannot plan the run', async ({ assert }) => {
  const run = spawn('npm', ['test', '--', 'no_such_suite'], {
    cwd: app.makePath(),
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const [output, [exitCode]] = await Promise.all([text(run.stdout), once(run, 'exit')])

  assert.equal(exitCode, 1)
  assert.include(output, '"no_such_suite" suite is not configured')
}).timeout(90_000)
