import { readFile } from 'node:fs/promises'
import app from '@adonisjs/core/services/app'
import { test } from '@japa/runner'

/** Short-lived scripts; some of them run several commands in one shell. */
const SHORT = /^(postinstall|build|check.*|lint|format)$/

test('npm scripts use exec, because npm sends SIGTERM to the shell only', async ({ assert }) => {
  const { scripts } = JSON.parse(await readFile(app.makePath('package.json'), 'utf8'))

  for (const [name, command] of Object.entries<string>(scripts)) {
    if (!SHORT.test(name)) assert.match(command, /^(\w+=\S+ )?exec node /, name)
  }
})
