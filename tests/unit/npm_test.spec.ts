import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import app from '@adonisjs/core/services/app'
import { test } from '@japa/runner'
import { eventually } from '#tests/support/eventually'

const LONGEST_MS = 10_000

/** Processes inherit the mark, wherever they go. */
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

test('npm test leaves no process after {$self} to the process that a supervisor knows')
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
