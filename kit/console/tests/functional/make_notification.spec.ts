import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import app from '@adonisjs/core/services/app'
import { test } from '@japa/runner'

const run = promisify(execFile)

/** A copy of the project does not need these. */
const LEFT_OUT = /^(node_modules|tmp|build|storage|\.git|bench|docs)$/

/** Runs in the copy, where the notification exists. */
const SPEC = `
import { test } from '@japa/runner'
import { UserFactory } from '#database/factories/user_factory'
import Notification from '#models/notification'
import queue from '#queue/main'
import { notify } from '#services/notify'
import { mailsTo } from '#tests/support/mails'
import NotificationTransformer from '#transformers/notification_transformer'
import { translator } from '#i18n/translator'

test('a generated notification is sent and shown', async ({ assert }) => {
  const user = await UserFactory.create()
  const notification = await Notification.revive('order_shipped', { name: 'Tea' })
  await notify(user, notification!)
  const { failed } = await queue.drain()
  assert.isEmpty(failed)

  const [mail] = await mailsTo(user.email)
  assert.equal(mail.subject, 'Order shipped')
  assert.include(mail.text, 'Order shipped: Tea.')
  const rows = await Notification.newest(user.id, { page: 1, perPage: 20 })
  const [shown] = await NotificationTransformer.list(rows, translator('en'))
  assert.containSubset(shown, { title: 'Order shipped', text: 'Order shipped: Tea.' })
})
`

async function copyOfProject() {
  await mkdir(app.makePath('tmp'), { recursive: true })
  const path = await mkdtemp(app.makePath('tmp/project-'))
  for (const name of await readdir(app.makePath())) {
    if (LEFT_OUT.test(name)) continue
    await cp(app.makePath(name), join(path, name), { recursive: true })
  }
  await mkdir(join(path, 'node_modules'))
  for (const name of await readdir(app.makePath('node_modules'))) {
    // Vite stores there what it has made of this project.
    if (name === '.vite') continue
    await symlink(app.makePath('node_modules', name), join(path, 'node_modules', name))
  }
  return {
    path,
    [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true, maxRetries: 5 }),
  }
}

test.group('Commands | make:notification', () => {
  test('a generated notification passes lint, format and types, and is sent and shown', async ({
    assert,
  }) => {
    await using project = await copyOfProject()
    // With services of its own, because those of this run belong to another folder.
    const { PATH, HOME } = process.env
    const options = { cwd: project.path, env: { PATH, HOME } }
    const file = 'app/notifications/order_shipped.ts'
    await run(process.execPath, ['ace.js', 'make:notification', 'order_shipped'], options)
    await mkdir(join(project.path, 'tests/functional/generated'))
    await writeFile(join(project.path, 'tests/functional/generated/order_shipped.spec.ts'), SPEC)

    const bin = (name: string, ...args: string[]) =>
      run(join(project.path, 'node_modules/.bin', name), args, options)
    const checks = await Promise.allSettled([
      bin('eslint', '--no-ignore', file),
      bin('prettier', '--check', file, 'resources/lang/en/notification_kinds.json'),
      bin('tsc', '--noEmit', '--project', 'tsconfig.build.json'),
      run(
        process.execPath,
        ['bin/test_suites.ts', 'functional', '--files', 'generated/*'],
        options
      ),
    ])
    for (const check of checks) {
      const output = check.status === 'rejected' ? check.reason.stdout + check.reason.stderr : ''
      assert.equal(output, '')
    }
  }).timeout(180_000)
})
