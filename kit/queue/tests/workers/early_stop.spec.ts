import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { rm } from 'node:fs/promises'
import { setTimeout as wait } from 'node:timers/promises'
import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import localServices from '#local_services/main'
import { RUN_TYPESCRIPT } from '#tests/support/typescript_process'

/** Milliseconds after the start: from before the boot until the app runs, even on a slow machine. */
const MOMENTS = [200, 400, 600, 900, 1200, 1600, 2000, 3000, 6000]

function start(command: string) {
  return spawn(process.execPath, [RUN_TYPESCRIPT, ...command.split(' ')], {
    cwd: app.makePath(),
    env: { ...process.env, LOCAL_SERVICES_DIR: localServices.directory, PORT: '0' },
    stdio: 'ignore',
  })
}

test.group('Processes | Stopped while they start', (group) => {
  // The web server writes this file for `node ace serve`, which is not used here.
  group.teardown(() => rm(app.generatedServerPath('routes.json'), { force: true }))

  test('SIGTERM ends a starting process at any moment: {$self}')
    .with(['ace.js queue:listen', 'ace.js schedule:work', 'bin/server.ts'])
    .run(async ({ assert, cleanup }, command) => {
      const ended = MOMENTS.map(async (moment) => {
        const child = start(command)
        cleanup(() => void child.kill('SIGKILL'))
        const exited = once(child, 'exit')
        await wait(moment)
        child.kill('SIGTERM')
        const [code, signal] = await exited
        return code ?? signal
      })

      for (const code of await Promise.all(ended)) assert.include([0, 143, 'SIGTERM'], code)
    })
})
