import type { ApiClient } from '@japa/api-client'
import { test } from '@japa/runner'
import { NotificationFactory } from '#database/factories/notification_factory'
import { UserFactory } from '#database/factories/user_factory'
import { statementsOf } from '#tests/support/statements'
import type User from '#models/user'

interface Item {
  id: number
  title: string
  text: string
  path?: string
  isRead: boolean
}

const codes = { kind: 'few_recovery_codes', data: { left: 2 } }

test.group('Notifications | index', () => {
  test('a member sees the own notifications, the newest first, in the own language', async ({
    assert,
    client,
  }) => {
    const [user, other] = await UserFactory.merge({ locale: 'es' }).createMany(2)
    const older = await NotificationFactory.merge({ userId: user.id }).create()
    const newer = await NotificationFactory.merge({ userId: user.id, ...codes }).create()
    await NotificationFactory.merge({ userId: other.id }).create()

    const response = await client.visit('notifications.index').loginAs(user).withInertia()

    response.assertInertiaComponent('notifications/index')
    const { notifications, unread } = response.inertiaProps as never as {
      notifications: { data: Item[] }
      unread: number
    }
    assert.equal(unread, 2)
    assert.deepEqual(
      notifications.data.map(({ id }) => id),
      [newer.id, older.id]
    )
    const [first] = notifications.data
    assert.equal(first.title, 'Quedan pocos códigos de recuperación')
    assert.include(first.text, 'Quedan 2 códigos')
    assert.equal(first.path, '/settings/recovery-codes')
    assert.isFalse(first.isRead)
  })

  test('a page has 20 notifications', async ({ assert, client }) => {
    const user = await UserFactory.create()
    await NotificationFactory.merge({ userId: user.id }).createMany(21)
    const second = await listOf(client.get('/notifications?page=2').loginAs(user).withInertia())

    assert.lengthOf(second, 1)
  })

  test('a kind of another release has a general text and no link', async ({ assert, client }) => {
    const user = await UserFactory.create()
    await NotificationFactory.merge({ userId: user.id, kind: 'constructor' }).create()
    const [item] = await listOf(client.get('/notifications').loginAs(user).withInertia())

    assert.equal(item.title, 'There is news of your account')
    assert.isUndefined(item.path)
  })

  test('the page costs at most 3 queries, and no page asks for the notifications', async ({
    assert,
    client,
  }) => {
    const user = await UserFactory.create()
    const list = await statementsOf(async () => client.get('/notifications').loginAs(user))
    assert.isAtMost(list.statements.length, 3)

    const dashboard = await statementsOf(async () => client.get('/dashboard').loginAs(user))
    assert.isEmpty(dashboard.statements.filter((sql) => sql.includes('from notifications')))
    assert.isEmpty(dashboard.statements.filter((sql) => /notifications/.test(sql)))
  })

  test('a guest is sent to the log-in', async ({ client }) => {
    const response = await client.visit('notifications.index').redirects(0)
    response.assertHeader('location', '/login')
  })
})

test.group('Notifications | unread', () => {
  test('the bell gets the number of unread notifications and the newest of them', async ({
    client,
  }) => {
    const user = await UserFactory.create()
    await NotificationFactory.merge({ userId: user.id }).create()
    const newest = await NotificationFactory.merge({ userId: user.id, ...codes }).create()

    const response = await unreadOf(client, user)
    response.assertBody({
      unread: 2,
      newest: { id: newest.id, title: 'Few recovery codes are left' },
    })
  })

  test('the bell gets a zero without notifications, and 401 without a log-in', async ({
    client,
  }) => {
    const response = await unreadOf(client, await UserFactory.create())
    response.assertBody({ unread: 0, newest: null })

    const guest = await client.get('/notifications/unread').header('x-background', 'true')
    guest.assertStatus(401)
  })

  test('the bell costs one query beside the session', async ({ assert, client }) => {
    const user = await UserFactory.create()
    const { statements } = await statementsOf(async () => unreadOf(client, user))
    assert.isAtMost(statements.length, 2)
  })
})

function unreadOf(client: ApiClient, user: User) {
  return client.get('/notifications/unread').accept('json').loginAs(user)
}

async function listOf(request: PromiseLike<{ inertiaProps: Record<string, any> }>) {
  const { inertiaProps } = await request
  return inertiaProps.notifications.data as Item[]
}
