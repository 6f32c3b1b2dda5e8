import { actOf } from '#services/act'
import { test } from '@japa/runner'
import database from '@adonisjs/lucid/services/db'
import { UserFactory } from '#database/factories/user_factory'
import DeliverNotifications from '#jobs/deliver_notifications'
import SendNotificationMail from '#jobs/send_notification_mail'
import SendPasswordChangedMail from '#jobs/send_password_changed_mail'
import PasswordChanged from '#notifications/password_changed'
import PictureRefused from '#notifications/picture_refused'
import queue from '#queue/main'
import { notify, notifyMany } from '#services/notify'
import { mailsTo } from '#tests/support/mails'

const kind = PictureRefused.kind
const mailIsOn = { notificationChoices: { [kind]: { app: true, mail: true } } }

test.group('Notifications | notify', () => {
  test('a member without choices gets the default channels of the kind', async ({ db }) => {
    using fake = queue.fake()
    const user = await UserFactory.create()
    await notify(user, new PictureRefused())

    await db.assertHas('notifications', { user_id: user.id, kind, read_at: null }, 1)
    fake.assertNotDispatched(SendNotificationMail)
  })

  test('a member who has chosen both gets the row and a mail in the own language', async ({
    assert,
    db,
  }) => {
    const user = await UserFactory.merge({ ...mailIsOn, locale: 'es' }).create()
    await notify(user, new PictureRefused())
    await queue.drain()

    await db.assertHas('notifications', { user_id: user.id, kind }, 1)
    const mails = await mailsTo(user.email)
    assert.lengthOf(mails, 1)
    assert.equal(mails[0].subject, 'No se ha podido leer tu nueva imagen')
    assert.include(mails[0].text, '/settings/profile')
  })

  test('a member who wants neither gets nothing', async ({ db }) => {
    using fake = queue.fake()
    const notificationChoices = { [kind]: { app: false, mail: false } }
    await notify(await UserFactory.merge({ notificationChoices }).create(), new PictureRefused())

    await db.assertEmpty('notifications')
    fake.assertNotDispatched(SendNotificationMail)
  })

  test('the mail of a security kind is sent whatever the row says, once', async ({ db }) => {
    using fake = queue.fake()
    const notificationChoices = { password_changed: { app: false, mail: false } }
    const user = await UserFactory.merge({ notificationChoices }).create()
    const act = actOf({ ipAddress: '192.0.2.7', userAgent: null })
    await notify(user, new PasswordChanged(act))

    await db.assertEmpty('notifications')
    fake.assertDispatched(SendPasswordChangedMail, { userId: user.id, ...act })
    fake.assertNotDispatched(SendNotificationMail)
  })

  test('after a rollback there is no row and no mail', async ({ assert, db }) => {
    const user = await UserFactory.merge(mailIsOn).create()
    const work = database.transaction(async (trx) => {
      await notify(user.useTransaction(trx), new PictureRefused())
      throw new Error('rolled back')
    })
    await assert.rejects(() => work, 'rolled back')

    await db.assertEmpty('notifications')
    await queue.drain()
    assert.isEmpty(await mailsTo(user.email))
  })
})

test.group('Notifications | notifyMany', () => {
  test('many members are notified from jobs of 500 each', async () => {
    using fake = queue.fake()
    const ids = Array.from({ length: 1001 }, (_, index) => index + 1)
    await notifyMany(ids, new PictureRefused())

    fake.assertDispatched(DeliverNotifications, { userIds: [1001], kind, data: {} })
    fake.assertDispatched(DeliverNotifications, { userIds: ids.slice(0, 500), kind, data: {} })
    fake.assertCount(3)
  })

  test('each member gets the chosen channels, and a disabled account gets nothing', async ({
    assert,
    db,
  }) => {
    const reader = await UserFactory.create()
    const both = await UserFactory.merge(mailIsOn).create()
    const disabled = await UserFactory.merge({ ...mailIsOn }).create()
    await database.from('users').where('id', disabled.id).update({ disabled_at: new Date() })
    await notifyMany([reader.id, both.id, disabled.id], new PictureRefused())
    await queue.drain()

    await db.assertHas('notifications', { kind }, 2)
    await db.assertMissing('notifications', { user_id: disabled.id })
    assert.isEmpty(await mailsTo(reader.email))
    assert.lengthOf(await mailsTo(both.email), 1)
    assert.isEmpty(await mailsTo(disabled.email))
  })
})
