import { test } from '@japa/runner'

test.group('Security | multipart', () => {
  for (const name of [
    'toString',
    '__proto__',
    'constructor',
    'hasOwnProperty',
    'valueOf',
    'toString[]',
    '__proto__[0]',
  ]) {
    test(`a file field named ${name} is refused and the process lives`, async ({ client }) => {
      const response = await client
        .post('/login')
        .file(name, Buffer.from('any content'), { filename: 'file.txt' })
        .accept('json')
      response.assertStatus(400)

      const next = await client.get('/login')
      next.assertStatus(200)
    })
  }

  test('an ordinary file field is read', async ({ client }) => {
    const response = await client
      .post('/login')
      .file('avatar', Buffer.from('any content'), { filename: 'file.txt' })
      .accept('json')

    response.assertStatus(419)
  })
})
