import { test } from '@japa/runner'
import drive from '@adonisjs/drive/services/main'

const id = '0b5e7a55-6ef1-4a2e-9c5f-6f0f2f8f9f10'

test.group('Avatars | show', (group) => {
  group.each.setup(async () => {
    drive.fake('fs')
    await drive.use().put(`avatars/${id}/64.webp`, Buffer.from('RIFF'))
    await drive.use().put(`avatars/${id}/original`, 'secret')
    await drive.use().put(`avatar_uploads/${id}/original`, 'secret')
    return () => drive.restore('fs')
  })

  test('a picture has headers that let a browser only show it (ASVS 3.2.1)', async ({ client }) => {
    const response = await client.get(`/avatars/${id}/64.webp`)

    response.assertStatus(200)
    response.assertHeader('content-type', 'image/webp')
    response.assertHeader('x-content-type-options', 'nosniff')
    response.assertHeader('content-security-policy', "default-src 'none'; sandbox")
    response.assertHeader('cross-origin-resource-policy', 'same-origin')
    response.assertHeader('cache-control', 'private, max-age=31536000, immutable')
  })

  for (const path of [
    `/avatars/${id}/256.webp`,
    `/avatars/${id}/65.webp`,
    `/avatars/${id}/original`,
    `/avatars/${id}/`,
    `/avatars/${id}`,
    `/avatars/..%2Favatar_uploads%2F${id}/original`,
    `/avatars/${id}/..%2F..%2Favatar_uploads%2F${id}%2Foriginal`,
    `/avatars/%2e%2e/64.webp`,
    `/avatars/${id}/64.webp%00`,
    `/storage/avatars/${id}/64.webp`,
    `/uploads/avatars/${id}/64.webp`,
  ]) {
    test(`nothing is served at ${path} (ASVS 5.3.1, 5.3.2)`, async ({ assert, client }) => {
      const response = await client.get(path)
      assert.include([400, 404], response.status())
      assert.notInclude(response.text(), 'secret')
    })
  }
})
