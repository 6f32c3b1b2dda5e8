import router from '@adonisjs/core/services/router'
import { test } from '@japa/runner'
import { notifications } from '#generated/notifications'
import Notification from '#models/notification'
import { pagePath } from '#services/page_path'

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
