import { test } from '@japa/runner'
import { DateTime } from 'luxon'
import drive from '@adonisjs/drive/services/main'
import { UserFactory } from '#database/factories/user_factory'
import ResizeAvatar from '#jobs/resize_avatar'
import AccountDeletion from '#models/account_deletion'
import AvatarUpload from '#models/avatar_upload'
import User from '#models/user'
import queue from '#queue/main'

async function storedFiles() {
  const { objects } = await drive.use().listAll('', { recursive: true })
  return [...objects].flatMap((file) => ('key' in file ? [file.key] : []))
}

/** An upload whose account is erased while its job runs. The job has read the original, and writes now. */
async function erasedMeanwhile() {
  const user = await UserFactory.merge({ deletesAt: DateTime.now().minus({ hours: 1 }) }).create()
  const upload = await AvatarUpload.create({ id: crypto.randomUUID(), userId: user.id })
  await drive.use().put(`avatar_uploads/${upload.id}/original`, 'picture')
  await AccountDeletion.erase(user.id)
  await queue.drain()

  await drive.use().put(`avatars/${upload.id}/64.webp`, 'picture')
  return upload
}

test.group('Avatars | erased account', (group) => {
  group.each.setup(() => {
    drive.fake('fs')
    return () => drive.restore('fs')
  })

  test('a picture whose job has not run is deleted with the account', async ({ assert }) => {
    const user = await UserFactory.merge({ deletesAt: DateTime.now().minus({ hours: 1 }) }).create()
    const upload = await AvatarUpload.create({ id: crypto.randomUUID(), userId: user.id })
    await drive.use().put(`avatar_uploads/${upload.id}/original`, 'picture')
    await AccountDeletion.erase(user.id)
    await queue.drain()
    assert.isEmpty(await storedFiles())
  })

  test('a job that ends after the erasure leaves no file', async ({ assert }) => {
    const upload = await erasedMeanwhile()
    await upload.publish()
    await queue.drain()
    assert.isEmpty(await storedFiles())
  })

  test('a job that fails after the erasure leaves no file', async ({ assert }) => {
    const upload = await erasedMeanwhile()
    await upload.fail()
    await queue.drain()
    assert.isEmpty(await storedFiles())
  })

  test('a job that was killed leaves no file, because it runs again', async ({ assert }) => {
    const upload = await erasedMeanwhile()
    await ResizeAvatar.dispatch({ uploadId: upload.id })
    await queue.drain()
    assert.isEmpty(await storedFiles())
  })

  test('an upload that arrives after the erasure leaves no file', async ({ assert }) => {
    const user = await UserFactory.create()
    await User.query().where('id', user.id).delete()
    await assert.rejects(() => AvatarUpload.start(user, 'package.json', null), 'Row not found')
    assert.isEmpty(await storedFiles())
  })

  test('a second run keeps the picture that the first one shows', async ({ assert }) => {
    const user = await UserFactory.create()
    const avatar = crypto.randomUUID()
    await user.merge({ avatar }).save()
    await drive.use().put(`avatars/${avatar}/64.webp`, 'picture')
    await ResizeAvatar.dispatch({ uploadId: avatar })
    await queue.drain()
    assert.deepEqual(await storedFiles(), [`avatars/${avatar}/64.webp`])
  })
})
