import sharp from 'sharp'
import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import drive from '@adonisjs/drive/services/main'
import { UserFactory } from '#database/factories/user_factory'
import AvatarUpload from '#models/avatar_upload'
import type User from '#models/user'
import queue from '#queue/main'
import ResizeAvatar from '#jobs/resize_avatar'
import { animatedPng, animatedWebp, colorAt, halves, pngOfSize } from '#tests/support/pictures'

const FORMAT = 'Choose a plain picture in PNG, JPEG or WebP format.'
const ANIMATED = 'Choose a picture that does not move.'
const TOO_MANY_PIXELS = 'This picture has too many pixels. Choose one of at most 64 megapixels.'

const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>1</script></svg>'
const png = () => halves(80, 40).png().toBuffer()
const jpeg = () => halves(80, 40).jpeg().toBuffer()
const webp = () => halves(80, 40).webp().toBuffer()
const followedBy = async (picture: Promise<Buffer>, text: string) =>
  Buffer.concat([await picture, Buffer.from(text, 'latin1')])

function upload(client: ApiClient, user: User, file: Buffer, fields: Record<string, string> = {}) {
  return client
    .post('/settings/avatar')
    .file('avatar', file, { filename: 'me.png', contentType: 'image/png' })
    .fields(fields)
    .loginAs(user)
    .withCsrfToken()
    .redirects(0)
}

test.group('Avatars | store', (group) => {
  group.each.setup(() => {
    drive.fake('fs')
    return () => drive.restore('fs')
  })

  const pictureOf = (user: User, size = 64) =>
    drive.use().getBytes(`avatars/${user.avatar}/${size}.webp`)

  for (const [format, picture] of Object.entries({ png, jpeg, webp })) {
    test(`a job resizes a ${format} picture, and then the account shows it`, async ({
      assert,
      client,
    }) => {
      const user = await UserFactory.create()
      const response = await upload(client, user, await picture())

      response.assertHeader('location', '/settings/profile')
      response.assertFlashMessage('success', 'Your picture is uploaded. It appears in a moment.')
      await user.refresh()
      assert.isNull(user.avatar)

      await queue.drain()
      await user.refresh()
      assert.isNotNull(user.avatar)
      for (const size of [64, 256]) {
        const { width, height, format: made } = await sharp(await pictureOf(user, size)).metadata()
        assert.deepEqual([width, height, made], [size, size, 'webp'])
      }
      assert.isNull(await AvatarUpload.findBy('userId', user.id))
    })
  }

  test('without a chosen part the middle is shown', async ({ assert, client }) => {
    const user = await UserFactory.create()
    await upload(client, user, await halves(300, 100).png().toBuffer())
    await queue.drain()

    const picture = await pictureOf(await user.refresh())
    const [red] = await colorAt(picture, 4, 32)
    const [, , blue] = await colorAt(picture, 60, 32)
    assert.isAbove(red, 200)
    assert.isAbove(blue, 200)
  })

  test('the chosen part is shown', async ({ assert, client }) => {
    const user = await UserFactory.create()
    const part = { cropLeft: '200', cropTop: '10', cropSize: '60' }
    await upload(client, user, await halves(300, 100).png().toBuffer(), part)
    await queue.drain()

    const picture = await pictureOf(await user.refresh())
    const [red, , blue] = await colorAt(picture, 2, 2)
    assert.isBelow(red, 60)
    assert.isAbove(blue, 200)
  })

  test('a part outside of the picture is moved into it', async ({ assert, client }) => {
    const user = await UserFactory.create()
    const part = { cropLeft: '90000', cropTop: '90000', cropSize: '90000' }
    await upload(client, user, await halves(300, 100).png().toBuffer(), part)
    const { failed } = await queue.drain()

    assert.lengthOf(failed, 0)
    await user.refresh()
    assert.isNotNull(user.avatar)
  })

  test('a part of half pixels is refused', async ({ client, db }) => {
    const user = await UserFactory.create()
    const response = await upload(client, user, await png(), { cropSize: '10.5' })

    response.assertFlashMessage('inputErrorsBag', { cropSize: ['Enter a whole number.'] })
    await db.assertMissing('avatar_uploads', { user_id: user.id })
  })

  test('the picture is turned as its camera says, and no metadata is left (ASVS 5.4.3)', async ({
    assert,
    client,
  }) => {
    const user = await UserFactory.create()
    const picture = await halves(200, 100)
      .withExif({ IFD0: { Copyright: 'secret-place' } })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer()
    await upload(client, user, picture)
    await queue.drain()

    const shown = Buffer.from(await pictureOf(await user.refresh()))
    const [red] = await colorAt(shown, 32, 4)
    const [, , blue] = await colorAt(shown, 32, 60)
    assert.isAbove(red, 200, 'the left half is on top')
    assert.isAbove(blue, 200)
    const { exif, orientation, xmp, icc } = await sharp(shown).metadata()
    assert.deepEqual([exif, orientation, xmp, icc], [undefined, undefined, undefined, undefined])
  })

  const refused: [string, () => Promise<Buffer>, string][] = [
    ['an SVG', async () => Buffer.from(svg), FORMAT],
    ['a GIF', () => halves(8, 8).gif().toBuffer(), FORMAT],
    ['a TIFF', () => halves(8, 8).tiff().toBuffer(), FORMAT],
    ['a text', async () => Buffer.from('hello'), FORMAT],
    [
      'an empty file with the mark of a PNG',
      () => png().then((bytes) => bytes.subarray(0, 8)),
      FORMAT,
    ],
    ['a PNG that is cut off', () => png().then((bytes) => bytes.subarray(0, 60)), FORMAT],
    ['a PNG with an archive behind it', () => followedBy(png(), 'PK\x05\x06'), FORMAT],
    ['a PNG with anything behind it', () => followedBy(png(), 'x'), FORMAT],
    ['a JPEG with a page behind it', () => followedBy(jpeg(), '<html><body>'), FORMAT],
    ['a JPEG with a program behind it', () => followedBy(jpeg(), '<?php system(1);'), FORMAT],
    ['a JPEG with a PDF behind it', () => followedBy(jpeg(), '%PDF-1.7'), FORMAT],
    ['a WebP with a script behind it', () => followedBy(webp(), '*/alert(1)'), FORMAT],
    ['a WebP that moves', animatedWebp, ANIMATED],
    ['a PNG that moves', animatedPng, ANIMATED],
    ['a PNG of 30,000 × 30,000', () => pngOfSize(30_000, 30_000), TOO_MANY_PIXELS],
    ['a PNG of 65 megapixels', () => pngOfSize(65_000, 1_000), TOO_MANY_PIXELS],
    ['an empty file', async () => Buffer.alloc(0), FORMAT],
  ]
  for (const [name, file, message] of refused) {
    test(`${name} is refused at its field, whatever its name says (ASVS 1.3.4, 5.2.2)`, async ({
      assert,
      client,
      db,
    }) => {
      using fake = queue.fake()
      const user = await UserFactory.create()
      const response = await upload(client, user, await file())

      assert.deepEqual(response.flashMessage('inputErrorsBag'), { avatar: [message] })
      await db.assertEmpty('avatar_uploads')
      fake.assertNotDispatched(ResizeAvatar)
    })
  }

  test('a file of more than 10 MB is refused with the limit (ASVS 5.2.1)', async ({
    assert,
    client,
  }) => {
    const user = await UserFactory.create()
    const response = await upload(client, user, Buffer.alloc(10 * 1024 * 1024 + 1, 1))
    const message = 'This picture is larger than 10 MB. Choose a smaller one.'
    assert.deepEqual(response.flashMessage('inputErrorsBag'), { avatar: [message] })
  })

  test('a form without a file is refused', async ({ assert, client }) => {
    const user = await UserFactory.create()
    const response = await client
      .post('/settings/avatar')
      .fields({ avatar: '' })
      .loginAs(user)
      .withCsrfToken()
      .redirects(0)
    assert.deepEqual(response.flashMessage('inputErrorsBag'), { avatar: ['Choose a picture.'] })
  })

  test('the former picture is shown until the new one is ready, and its files go then', async ({
    assert,
    client,
  }) => {
    const user = await UserFactory.create()
    await upload(client, user, await png())
    await queue.drain()
    const { avatar: former } = await user.refresh()

    await upload(client, user, await jpeg())
    const page = await client.visit('profiles.edit').loginAs(user).withInertia()
    assert.equal(page.inertiaProps.user?.avatar, former)
    assert.equal(page.inertiaProps.avatarUpload, 'waiting')

    await queue.drain()
    await user.refresh()
    assert.notEqual(user.avatar, former)
    assert.isFalse(await drive.use().exists(`avatars/${former}/64.webp`))
    assert.deepEqual(await filesIn('avatars'), [
      `avatars/${user.avatar}/256.webp`,
      `avatars/${user.avatar}/64.webp`,
    ])
    assert.isEmpty(await filesIn('avatar_uploads'))
  })

  test('of two pictures in a row the last one is shown, and no file of the other is left', async ({
    assert,
    client,
  }) => {
    const user = await UserFactory.create()
    await upload(client, user, await png())
    await upload(client, user, await jpeg())
    const { id } = await AvatarUpload.findByOrFail('userId', user.id)
    await queue.drain()

    await user.refresh()
    assert.equal(user.avatar, id)
    assert.lengthOf(await filesIn('avatars'), 2)
    assert.isEmpty(await filesIn('avatar_uploads'))
  })

  test('a picture whose pixels are damaged leaves the former one, and the page says so', async ({
    assert,
    client,
  }) => {
    const user = await UserFactory.create()
    await upload(client, user, await png())
    await queue.drain()
    const { avatar: former } = await user.refresh()

    const damaged = await halves(400, 400).jpeg().toBuffer()
    await upload(client, user, damaged.subarray(0, damaged.length / 2))
    const { failed } = await queue.drain()
    assert.lengthOf(failed, 1)
    await queue.drain()

    const page = await client.visit('profiles.edit').loginAs(user).withInertia()
    assert.equal(page.inertiaProps.user?.avatar, former)
    assert.equal(page.inertiaProps.avatarUpload, 'failed')
    assert.lengthOf(await filesIn('avatars'), 2)
    assert.isEmpty(await filesIn('avatar_uploads'))
  })

  test('a guest uploads nothing', async ({ client, db }) => {
    const response = await client
      .post('/settings/avatar')
      .file('avatar', await png(), { filename: 'me.png' })
      .withCsrfToken()
      .redirects(0)
    response.assertHeader('location', '/login')
    await db.assertEmpty('avatar_uploads')
  })
})

async function filesIn(folder: string) {
  const { objects } = await drive.use().listAll(folder, { recursive: true })
  return [...objects].flatMap((file) => ('key' in file ? [file.key] : [])).sort()
}
