import app from '@adonisjs/core/services/app'
import router from '@adonisjs/core/services/router'
import { test } from '@japa/runner'
import { check, resolveConfig } from 'prettier'
import { notifications } from '#generated/notifications'
import Notification from '#models/notification'
import { pagePath } from '#services/page_path'
import { createAce } from '#tests/support/ace'
import MakeNotification from '../../commands/make_notification.js'

test.group('Notifications', (group) => {
  group.setup(() => router.commit())

  test('the kind of a notification is the name of its file', async ({ assert }) => {
    const kinds = await Notification.kinds()
    assert.deepEqual(
      kinds.map(({ kind }) => kind),
      Object.keys(notifications)
    )
  })

  test('a link leads only to a route of the app: {$self}')
    .with([
      ...['//evil.example', '/\\evil.example', '/\t/evil.example', 'https://evil.example/login'],
      ...['settings', '/no/such/page', 'javascript:alert(1)', ''],
    ])
    .run(({ assert }, path) => {
      assert.isUndefined(pagePath(path))
    })

  test('a link may have a query', ({ assert }) => {
    assert.equal(pagePath('/settings/security?page=2'), '/settings/security?page=2')
  })
})

test.group('make:notification', () => {
  test('the generated notification is formatted and has its kind', async ({ assert }) => {
    const stubs = await app.stubs.create()
    const stub = await stubs.build('make/notification/main.stub', { source: app.makePath('stubs') })
    const kind = 'invitation_accepted'
    const { contents, destination } = await stub.prepare({ kind, className: 'InvitationAccepted' })

    assert.equal(destination, app.makePath('app/notifications/invitation_accepted.ts'))
    assert.include(contents, "static kind = 'invitation_accepted'")
    assert.isTrue(
      await check(contents, { ...(await resolveConfig(destination)), filepath: destination })
    )
  })

  test('a name that is no valid kind is refused: {$self}')
    .with(['123', '!', 'app_notification'])
    .run(async ({ assert }, name) => {
      const ace = await createAce(new URL('file:///nowhere/'))
      ace.ui.switchMode('raw')
      const command = await ace.create(MakeNotification, [name])
      await command.exec()

      assert.equal(command.exitCode, 1)
      const [{ message }] = command.ui.logger.getLogs()
      assert.include(message, `"${name}" is not a valid name`)
    })
})
