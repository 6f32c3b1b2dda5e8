import { test } from '@japa/runner'
import { UserFactory } from '#database/factories/user_factory'

const HOST = `${process.env.HOST ?? 'localhost'}:${process.env.PORT}`

/** Addresses that a browser could read as another host, or as a script. */
const NASTY = [
  ...['https://evil.example/', '//evil.example', '/\\evil.example', '\\\\evil.example'],
  ...['/\t/evil.example', '\t//evil.example', '/%09/evil.example', ' //evil.example'],
  ...['/%2f%2fevil.example', '/%5cevil.example', 'https:evil.example', 'https:/evil.example'],
  ...['///evil.example', `http://${HOST}@evil.example/`, `http://${HOST}.evil.example/`],
  ...['javascript:alert(1)', 'data:text/html,x', `http://${HOST}//evil.example`],
  ...[`http://${HOST}/\\evil.example`, `https://evil.example/?${HOST}`, '//evil.example/%2e%2e'],
]

/** Whether a browser on this site would stay on it. */
function staysHere(location: string) {
  const { host, protocol } = new URL(location, `http://${HOST}/settings/`)
  return host === HOST && protocol === 'http:'
}

test.group('Security | redirects', () => {
  for (const target of NASTY) {
    test(`no redirect leaves the site for ${JSON.stringify(target)}`, async ({
      assert,
      client,
    }) => {
      const user = await UserFactory.create()
      const qs = `next=${encodeURIComponent(target)}`
      const names = ['next', 'redirect', 'redirectTo', 'returnTo', 'return_to', 'url', 'continue']
      const form = Object.fromEntries(names.map((name) => [name, target]))
      const headers = { referer: target.replace(/[\t\s]/g, encodeURIComponent) }

      const credentials = { email: user.email, password: 'secret-password' }
      const requests = {
        'log-in': client.post(`/login?${qs}`).form({ ...form, ...credentials }),
        'refused log-in': client.post(`/login?${qs}`).form({ ...form, email: user.email }),
        'language': client.post('/locale?_method=PUT').form({ ...form, locale: 'es' }),
        'page of a member': client.get(`/dashboard?${qs}`),
        'log-out': client.post('/logout').form(form).loginAs(user),
      }
      for (const [name, request] of Object.entries(requests)) {
        const response = await request.headers(headers).withCsrfToken().redirects(0)
        const location = response.header('location')
        assert.isString(location, name)
        assert.isTrue(staysHere(location!), `${name} leads to ${location}`)
      }
    })

    test(`a path like ${JSON.stringify(target)} is not kept for after the log-in`, async ({
      assert,
      client,
    }) => {
      const { email } = await UserFactory.create()
      const response = await client
        .post('/settings/profile')
        .header('referer', target.replace(/[\t\s]/g, encodeURIComponent))
        .withCsrfToken()
        .redirects(0)
      response.assertHeader('location', '/login')
      const logIn = await client
        .post('/login')
        .form({ email, password: 'secret-password' })
        .withSession(response.session())
        .withCsrfToken()
        .redirects(0)
      assert.isTrue(staysHere(logIn.header('location')!), logIn.header('location'))
    })
  }
})
