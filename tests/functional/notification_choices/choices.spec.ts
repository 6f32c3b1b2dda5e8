import { test } from '@japa/runner'
import { UserFactory } from '#database/factories/user_factory'
import User from '#models/user'
import { statementsOf } from '#tests/support/statements'

interface Kind {
  kind: string
  label: string
  app: { isOn: boolean; isFixed: boolean }
  mail: { isOn: boolean; isFixed: boolean }
}

test.group('Notification choices', () => {
  test('the page shows each kind with its channels, in at most 6 queries', async ({
    assert,
    client,
  }) => {
    const user = await UserFactory.create()
    const { answer, statements } = await statementsOf(async () =>
      client.visit('notification_choices.edit').loginAs(user).withInertia()
    )
    answer.assertInertiaComponent('settings/notification_choices/edit')
    const kinds = answer.inertiaProps.kinds as Kind[]
    const of = (name: string) => kinds.find(({ kind }) => kind === name)

    assert.deepInclude(of('password_changed'), {
      label: 'Password changed',
      app: { isOn: true, isFixed: false },
      mail: { isOn: true, isFixed: true },
    })
    assert.deepInclude(of('picture_refused'), { mail: { isOn: false, isFixed: false } })
    assert.isAtMost(statements.length, 6)
  })

  test('a member chooses by kind and channel', async ({ assert, client }) => {
    const user = await UserFactory.create()
    const response = await client
      .visit('notification_choices.update')
      .form({ 'app[]': 'password_changed', 'mail[]': 'picture_refused' } as never)
      .loginAs(user)
      .withCsrfToken()
      .redirects(0)

    response.assertHeader('location', '/settings/notifications')
    response.assertFlashMessage('success', 'Your choices are saved.')
    const { notificationChoices } = await User.findOrFail(user.id)
    assert.deepEqual(notificationChoices?.picture_refused, { app: false, mail: true })
    assert.deepEqual(notificationChoices?.password_changed, { app: true })
  })

  test('a form without any box switches all off, but not the mails of security kinds', async ({
    assert,
    client,
  }) => {
    const user = await UserFactory.create()
    await client
      .visit('notification_choices.update')
      .form({})
      .loginAs(user)
      .withCsrfToken()
      .redirects(0)
    const response = await client
      .visit('notification_choices.edit')
      .loginAs(await User.findOrFail(user.id))
      .withInertia()

    const kinds = response.inertiaProps.kinds as Kind[]
    assert.isEmpty(kinds.filter(({ app }) => app.isOn))
    assert.isEmpty(kinds.filter(({ mail }) => mail.isOn !== mail.isFixed))
  })

  test('an unknown kind is refused', async ({ assert, client }) => {
    const user = await UserFactory.create()
    await client
      .visit('notification_choices.update')
      .form({ 'app[]': 'lottery' } as never)
      .loginAs(user)
      .withCsrfToken()
      .redirects(0)

    const { notificationChoices } = await User.findOrFail(user.id)
    assert.isNull(notificationChoices)
  })
})
