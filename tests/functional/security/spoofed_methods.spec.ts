import { test } from '@japa/runner'
import { UserFactory } from '#database/factories/user_factory'

const theme = 'dark'

test.group('Security | methods of forms without scripts', () => {
  for (const method of ['PUT', 'put']) {
    test(`a form sends a ${method} as a POST`, async ({ assert, client }) => {
      const user = await UserFactory.create()
      const response = await client
        .post(`/settings/theme?_method=${method}`)
        .form({ theme })
        .loginAs(user)
        .withCsrfToken()
        .redirects(0)

      response.assertStatus(302)
      await user.refresh()
      assert.equal(user.theme, theme)
    })
  }

  test('a spoofed method needs the CSRF token', async ({ assert, client }) => {
    const user = await UserFactory.create()
    const response = await client
      .post('/settings/theme?_method=PUT')
      .form({ theme })
      .loginAs(user)
      .redirects(0)

    response.assertStatus(419)
    await user.refresh()
    assert.isNull(user.theme)
  })

  for (const body of [{ _method: 'GET' }, { _method: 'HEAD' }, { _method: ['GET'] }]) {
    test(`a body with ${JSON.stringify(body)} does not avoid the CSRF check`, async ({
      assert,
      client,
    }) => {
      const user = await UserFactory.create()
      const response = await client
        .post('/settings/profile')
        .form({ name: 'Mallory', ...body })
        .loginAs(user)
        .redirects(0)

      response.assertStatus(419)
      await user.refresh()
      assert.notEqual(user.name, 'Mallory')
    })
  }

  for (const method of ['GET', 'TRACE', 'nonsense']) {
    test(`a form cannot pretend to be ${method}`, async ({ client }) => {
      const user = await UserFactory.create()
      const response = await client
        .post(`/settings/preferences?_method=${method}`)
        .loginAs(user)
        .withCsrfToken()
        .redirects(0)
      response.assertStatus(404)
    })
  }

  test('only a POST can be another method', async ({ assert, client }) => {
    const user = await UserFactory.create()
    const response = await client.get('/settings/theme?_method=PUT').loginAs(user).withCsrfToken()
    response.assertStatus(404)
    await user.refresh()
    assert.isNull(user.theme)
  })
})
