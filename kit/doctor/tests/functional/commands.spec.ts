import { spawnSync } from 'node:child_process'
import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import { runAceWith } from '#tests/support/ace'

const production = {
  NODE_ENV: 'production',
  APP_KEY: '9fK2xQ7vLm4RtYw8ZbNc3HsJd6GpAeUo',
  APP_URL: 'https://www.example.com',
  DATABASE_URL: 'postgresql://app:hidden-password@127.0.0.1:1/shop',
  SMTP_URL: 'smtp://app:hidden-password@127.0.0.1:1',
  TRUST_PROXY: 'loopback',
}

test.group('Doctor | commands', () => {
  test('doctor names each server that is away, without passwords, and exits 1', async ({
    assert,
  }) => {
    const { exitCode, stdout, output } = await runAceWith(production, 'doctor', '--json')
    const { problems, findings } = JSON.parse(stdout) as {
      problems: number
      findings: { check: string; state: string }[]
    }

    assert.equal(exitCode, 1)
    const broken = findings.filter(({ state }) => state === 'problem').map(({ check }) => check)
    assert.includeMembers(broken, ['Database', 'Migrations', 'Workers', 'Mail'])
    assert.equal(problems, broken.length)
    assert.notInclude(output, 'hidden-password')
  })

  test('an invalid environment is a problem as JSON too, and exits 1', async ({ assert }) => {
    for (const args of [['doctor'], ['check', '--deploy']]) {
      const { status, stdout } = spawnSync(process.execPath, ['ace.js', ...args, '--json'], {
        cwd: app.makePath(),
        env: { ...process.env, ...production, APP_KEY: '', APP_URL: 'nonsense' },
        encoding: 'utf8',
      })
      const { problems, findings } = JSON.parse(stdout)
      assert.equal(status, 1)
      assert.equal(problems, 2)
      assert.match(findings[0].message, /^Missing environment variable "APP_KEY"/)
    }
  })

  test('check --deploy needs no server and exits 0 for a good environment', async ({ assert }) => {
    const { exitCode, output } = await runAceWith(production, 'check', '--deploy')
    assert.equal(exitCode, 0, output)
    assert.include(output, 'No problem, 0 warnings')
  })

  test('check --deploy exits 1 for a bad one, and check without the flag says so', async ({
    assert,
  }) => {
    const insecure = { ...production, APP_URL: 'http://www.example.com' }
    const deployed = await runAceWith(insecure, 'check', '--deploy')
    const bare = await runAceWith(production, 'check')

    assert.equal(deployed.exitCode, 1)
    assert.include(deployed.output, 'APP_URL is http://www.example.com')
    assert.equal(bare.exitCode, 1)
    assert.include(bare.output, 'Missing --deploy')
  })
})
