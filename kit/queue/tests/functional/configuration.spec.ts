import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import localServices from '#local_services/main'
import { RUN_TYPESCRIPT } from '#tests/support/typescript_process'

async function run(program: string, env: NodeJS.ProcessEnv) {
  const args = [RUN_TYPESCRIPT, ...program.split(' ')]
  const child = spawn(process.execPath, args, {
    cwd: app.makePath(),
    env: { ...process.env, LOCAL_SERVICES_DIR: localServices.directory, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const exited = once(child, 'exit')
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)])
  const [exitCode] = await exited
  return { exitCode, output: stdout + stderr }
}

test.group('Configuration | Mistakes', () => {
  const mistakes = [
    { env: { QUEUE_LEASE: 'abc' }, sentence: `config/queue.ts: lease (QUEUE_LEASE) is 'abc'` },
    { env: { QUEUE_PREFIX: 'a b' }, sentence: `the prefix (QUEUE_PREFIX) is 'a b'` },
    { env: { QUEUE_CONNECTION: 'kafka' }, sentence: 'QUEUE_CONNECTION' },
    { env: { AMQP_URL: 'foo' }, sentence: 'AMQP_URL' },
  ]

  test('a mistake in the configuration is reported without a stack: {program}, {sentence}')
    .with(
      ['ace.js queue:listen', 'bin/server.ts'].flatMap((program) =>
        mistakes.map((mistake) => ({ program, ...mistake }))
      )
    )
    .run(async ({ assert }, { program, env, sentence }) => {
      const { exitCode, output } = await run(program, env)

      assert.equal(exitCode, 1)
      assert.include(output, sentence)
      assert.notMatch(output, /\bat |node_modules/)
      assert.isAtMost(output.trim().split('\n').length, 2)
    })
})
