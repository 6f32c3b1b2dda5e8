import { test } from '@japa/runner'
import drive from '@adonisjs/drive/services/main'
import mail from '@adonisjs/mail/services/main'
import sharp from 'sharp'
import { UserFactory } from '#database/factories/user_factory'
import { previews } from '#mails/previews'
import queue from '#queue/main'
import settings from '#settings'
import { mailsTo } from '#tests/support/mails'
import { halves, pngOfSize } from '#tests/support/pictures'
import { administrator, asStaff } from '#tests/support/staff'

const upload = { filename: 'logo.png', contentType: 'image/png' }

test.group('Settings | logo', (group) => {
  group.each.setup(() => {
    drive.fake('fs')
    return () => drive.restore('fs')
  })
  group.each.teardown(() => settings.restore())

  test('an uploaded picture becomes the logo of pages and mails, until the default is back', async ({
    assert,
    client,
  }) => {
    const user = await administrator()
    const picture = await halves(2000, 400).png().toBuffer()
    const response = await asStaff(client.visit('management.logos.store'), user).file(
      'logo',
      picture,
      upload
    )
    response.assertFlashMessage('success', 'The logo is saved.')

    const id = settings.get('product.logo')!
    const shown = await client.get(`/logos/${id}`)
    shown.assertStatus(200)
    shown.assertHeader('content-type', 'image/png')
    shown.assertHeader('cache-control', 'public, max-age=31536000, immutable')
    const { width, height } = await sharp(shown.body() as unknown as Buffer).metadata()
    assert.deepEqual([width, height], [512, 102])

    const page = await client.get('/').header('accept', 'text/html')
    assert.include(page.text(), `<link rel="icon" href="/logos/${id}" type="image/png"`)
    assert.include(page.text(), `<img src="/logos/${id}"`)
    const reader = await UserFactory.create()
    await mail.send(previews.log_in_code(reader))
    const [received] = await mailsTo(reader.email)
    const stored = Buffer.from(await drive.use().getBytes(`logos/${id}/logo.png`))
    assert.include(received.html!, stored.toString('base64').slice(0, 200))

    await asStaff(
      client.visit('management.setting_defaults.store').form({ name: 'product.logo' }),
      user
    )
    assert.isNull(settings.get('product.logo'))
    await queue.drain()
    const gone = await client.get(`/logos/${id}`)
    gone.assertStatus(404)
  })

  for (const [title, bytes] of [
    ['a text', async () => Buffer.from('no picture')],
    ['a picture of vectors', async () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['a picture with too many pixels', () => pngOfSize(60_000, 60_000)],
    ['a picture that ends early', () => pngOfSize(64, 64)],
  ] as const) {
    test(`${title} is refused`, async ({ assert, client, db: rows }) => {
      const response = await asStaff(
        client.visit('management.logos.store'),
        await administrator()
      ).file('logo', await bytes(), upload)
      assert.deepEqual(Object.keys(response.flashMessage('inputErrorsBag')), ['logo'])
      await rows.assertEmpty('settings')
    })
  }

  test('a picture that is gone leaves the usual logo in mails', async ({ assert }) => {
    settings.fake({ 'product.logo': crypto.randomUUID() })
    const reader = await UserFactory.create()
    await mail.send(previews.log_in_code(reader))
    const [received] = await mailsTo(reader.email)
    assert.match(received.html!, /<img src="data:image\/png;base64,\w/)
  })
})
