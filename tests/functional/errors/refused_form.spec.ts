import { test } from '@japa/runner'

test.group('Errors | refused form', () => {
  test('a session keeps what was typed, but no text that would fill the database', async ({
    assert,
    client,
  }) => {
    const typed = { name: 'x'.repeat(30_000), email: 'ada@example.com', note: 'y'.repeat(19_000) }
    const response = await client
      .visit('registrations.store')
      .form({ ...typed, password: 'short' })
      .withCsrfToken()
      .redirects(0)

    const { name, email, note } = response.flashMessages()
    assert.deepEqual([name, email, note], [undefined, typed.email, typed.note])
    assert.deepEqual(response.flashMessage('inputErrorsBag').name, [
      'Enter at most 255 characters.',
    ])
  })
})
