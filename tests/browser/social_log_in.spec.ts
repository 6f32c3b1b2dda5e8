import { test } from '@japa/runner'
import database from '@adonisjs/lucid/services/db'
import { UserFactory } from '#database/factories/user_factory'
import SocialIdentity from '#models/social_identity'
import { freePort } from '#tests/support/free_port'
import { CLIENT, OpenIdServer } from '#tests/support/open_id_server'
import { startServer } from '#tests/support/processes'

/** The app beside a provider that it knows from its variables, as in production. */
async function startBoth() {
  const port = await freePort()
  const origin = `http://localhost:${port}`
  const provider = await OpenIdServer.start(`${origin}/login/with/gitlab/callback`)
  const app = await startServer({
    PORT: String(port),
    APP_URL: origin,
    GITLAB_ISSUER: provider.issuer,
    GITLAB_CLIENT_ID: CLIENT.clientId,
    GITLAB_CLIENT_SECRET: CLIENT.clientSecret,
  })
  const stop = async () => {
    await app.stop()
    await provider.stop()
  }
  return { origin, provider, stop }
}

test.group('The log-in by a provider', (group) => {
  let both: Awaited<ReturnType<typeof startBoth>>
  group.setup(async () => {
    both = await startBoth()
    return both.stop
  })
  group.each.setup(async () => {
    await database.from('rate_limits').delete()
  })

  test('the button of the log-in page leads to the provider and back, and logs in: {$self}')
    .with(['with scripts', 'without scripts'])
    .run(async ({ assert, browser, db }, scripts) => {
      const { origin, provider } = both
      const user = await UserFactory.create()
      const { issuer, person } = provider
      const identity = { provider: 'gitlab' as const, issuer, subject: person.sub, email: null }
      await database.from('social_identities').where('subject', person.sub).delete()
      await database.transaction((trx) => SocialIdentity.insert(user.useTransaction(trx), identity))

      const javaScriptEnabled = scripts === 'with scripts'
      const context = await browser.newContext({ baseURL: origin, javaScriptEnabled, locale: 'en' })
      context.setDefaultTimeout(10_000)
      const page = await context.newPage()
      const refusals: string[] = []
      page.on('console', (message) => {
        if (/content security policy/i.test(message.text())) refusals.push(message.text())
      })

      await page.goto('/login')
      await page.getByRole('button', { name: 'Continue with GitLab' }).click()
      await page.waitForURL(`${origin}/dashboard`)
      assert.isEmpty(refusals)
      assert.equal(provider.asked.response_type, 'code')
      await db.assertHas('account_events', { user_id: user.id, kind: 'identity_used' }, 1)
      await context.close()
    })
})
