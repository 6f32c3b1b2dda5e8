import { test } from '@japa/runner'

test.group('Card of a guest', () => {
  for (const [kind, role] of [
    ['success', 'status'],
    ['error', 'alert'],
  ]) {
    test(`the message "${kind}" stands on the page, for browsers without scripts`, async ({
      assert,
      client,
    }) => {
      const flash = { [kind]: 'The message of the server.' }
      const page = await client.get('/login').withFlashMessages(flash)
      const message = new RegExp(`<p[^>]*role="${role}"[^>]*>\\s*The message of the server\\.`)
      assert.match(page.text(), message)
    })
  }
})
