import { test } from '@japa/runner'
import drive from '@adonisjs/drive/services/main'
import { UserFactory } from '#database/factories/user_factory'
import AvatarUpload from '#models/avatar_upload'
import queue from '#queue/main'

test.group('Avatars | destroy', (group) => {
  group.each.setup(() => {
    drive.fake('fs')
    return () => drive.restore('fs')
  })

  test('a member removes the picture, and its files go', async ({ assert, client, db }) => {
    const avatar = crypto.randomUUID()
    const [user, other] = await UserFactory.merge([
      { avatar },
      { avatar: crypto.randomUUID() },
    ]).createMany(2)
    await drive.use().put(`avatars/${avatar}/64.webp`, 'picture')
    const response = await client
      .post('/settings/avatar/removal')
      .loginAs(user)
      .withCsrfToken()
      .redirects(0)

    response.assertHeader('location', '/settings/profile')
    response.assertFlashMessage('success', 'Your picture is removed.')
    await db.assertHas('users', { id: user.id, avatar: null })
    await db.assertHas('users', { id: other.id, avatar: other.avatar })
    await queue.drain()
    assert.isFalse(await drive.use().exists(`avatars/${avatar}/64.webp`))
  })

  test('an upload that waits is removed as well', async ({ assert, client, db }) => {
    const user = await UserFactory.create()
    const upload = new AvatarUpload().fill({ id: crypto.randomUUID(), userId: user.id })
    await upload.save()
    await drive.use().put(`avatar_uploads/${upload.id}/original`, 'picture')
    await client.post('/settings/avatar/removal').loginAs(user).withCsrfToken().redirects(0)

    await db.assertEmpty('avatar_uploads')
    await queue.drain()
    assert.isFalse(await drive.use().exists(`avatar_uploads/${upload.id}/original`))
  })

  test('a guest removes nothing', async ({ client, db }) => {
    const user = await UserFactory.merge({ avatar: crypto.randomUUID() }).create()
    const response = await client.post('/settings/avatar/removal').withCsrfToken().redirects(0)
    response.assertHeader('location', '/login')
    await db.assertHas('users', { id: user.id, avatar: user.avatar })
  })
})
