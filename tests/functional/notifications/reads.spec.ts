import { test } from '@japa/runner'
import database from '@adonisjs/lucid/services/db'
import { NotificationFactory } from '#database/factories/notification_factory'
import { UserFactory } from '#database/factories/user_factory'

async function unreadIds() {
  const rows = await database.from('notifications').whereNull('read_at').orderBy('id')
  return rows.map(({ id }) => id)
}

test.group('Notifications | read', () => {
  test('a member marks a notification as read, once', async ({ assert, client }) => {
    const user = await UserFactory.create()
    const [one, other] = await NotificationFactory.merge({ userId: user.id }).createMany(2)

    for (let times = 0; times < 2; times++) {
      const response = await client
        .visit('notification_reads.store', { id: one.id })
        .header('referer', '/notifications?page=2')
        .loginAs(user)
        .withCsrfToken()
        .redirects(0)
      response.assertHeader('location', '/notifications?page=2')
    }
    assert.deepEqual(await unreadIds(), [other.id])
  })

  test('a link that is followed without scripts marks its notification as read', async ({
    assert,
    client,
  }) => {
    const user = await UserFactory.create()
    const codes = { kind: 'few_recovery_codes', data: { left: 2 } }
    const known = await NotificationFactory.merge({ userId: user.id, ...codes }).create()
    const unknown = await NotificationFactory.merge({ userId: user.id, kind: 'gone' }).create()
    const page = await client
      .get('/notifications')
      .withPlainCookie('plain_pages', '1')
      .loginAs(user)
    assert.match(page.text(), /aria-label="Notifications: 2 unread"/)
    assert.match(page.text(), /<button type="submit"[^>]*>Few recovery codes are left<\/button>/)

    for (const [{ id }, path] of [
      [known, '/settings/recovery-codes'],
      [unknown, '/notifications'],
    ] as const) {
      const response = await client
        .visit('notification_reads.store', { id })
        .form({ follows: 'on' })
        .loginAs(user)
        .withCsrfToken()
        .redirects(0)
      response.assertHeader('location', path)
    }
    assert.isEmpty(await unreadIds())
    const after = await client.get('/dashboard').withPlainCookie('plain_pages', '1').loginAs(user)
    assert.match(after.text(), /aria-label="Notifications"/)
  })

  test("somebody else's notification is a 404 and stays unread", async ({ assert, client }) => {
    const notification = await NotificationFactory.with('user').create()
    const response = await client
      .visit('notification_reads.store', { id: notification.id })
      .loginAs(await UserFactory.create())
      .withCsrfToken()
      .redirects(0)

    response.assertStatus(404)
    assert.deepEqual(await unreadIds(), [notification.id])
  })

  test('a member marks all notifications of the account as read', async ({ assert, client }) => {
    const user = await UserFactory.create()
    await NotificationFactory.merge({ userId: user.id }).createMany(3)
    const foreign = await NotificationFactory.with('user').create()

    const response = await client
      .visit('unread_notifications.destroy')
      .loginAs(user)
      .withCsrfToken()
      .redirects(0)

    response.assertHeader('location', '/notifications')
    response.assertFlashMessage('success', 'All notifications are marked as read.')
    assert.deepEqual(await unreadIds(), [foreign.id])
  })

  test('a form without its token marks nothing', async ({ assert, client }) => {
    const user = await UserFactory.create()
    const { id } = await NotificationFactory.merge({ userId: user.id }).create()
    await client.visit('unread_notifications.destroy').loginAs(user).redirects(0)

    assert.deepEqual(await unreadIds(), [id])
  })
})
