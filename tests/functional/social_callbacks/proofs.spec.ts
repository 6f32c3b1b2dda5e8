import { test } from '@japa/runner'
import type { ProviderName } from '#config/social_log_in'
import { UserFactory } from '#database/factories/user_factory'
import { ada } from '#tests/support/open_id_server'
import {
  atProvider,
  comeBack,
  connect,
  leave,
  startProvider,
  throughProvider,
} from '#tests/support/social_log_in'
import { TENANT } from '#tests/support/social_servers'

const FORM = '/signup/with-provider'

async function withProvider(name: ProviderName) {
  const provider = await startProvider(name)
  const path = `/login/with/${name}`
  return { ...provider, path, [Symbol.asyncDispose]: provider.stop }
}

test.group('Social callbacks | proofs', () => {
  test('only `xms_edov` proves an address of Microsoft, because any tenant can set one', async ({
    client,
    db,
  }) => {
    await using provider = await withProvider('microsoft')
    for (const claims of [{}, { email_verified: true }, { xms_edov: false }, { xms_edov: 'no' }]) {
      provider.server.person = ada({ email_verified: undefined, tid: TENANT, ...claims })
      const response = await throughProvider(client, provider)
      response.assertHeader('location', FORM)
    }
    await db.assertEmpty('users')
    for (const proof of [true, 'true', '1', 1]) {
      provider.server.person = ada({ email_verified: false, tid: TENANT, xms_edov: proof })
      const response = await throughProvider(client, provider)
      response.assertHeader('location', '/dashboard')
    }
  })

  test('Google proves the addresses that it hosts only, because another may have a new owner', async ({
    client,
    db,
  }) => {
    await using provider = await withProvider('google')
    const gmail = `ada.${crypto.randomUUID()}@gmail.com`
    for (const claims of [
      {},
      { hd: '' },
      { hd: 'example.com', email_verified: false },
      { email: gmail, email_verified: false },
      { email: `${gmail}.example.com` },
    ]) {
      provider.server.person = ada(claims)
      const response = await throughProvider(client, provider)
      response.assertHeader('location', FORM)
    }
    await db.assertEmpty('users')
    for (const claims of [{ hd: 'example.com' }, { email: gmail.toUpperCase() }]) {
      provider.server.person = ada(claims)
      const response = await throughProvider(client, provider)
      response.assertHeader('location', '/dashboard')
    }
  })

  test('a claim of Microsoft proves no address of another provider', async ({ client }) => {
    await using provider = await withProvider('google')
    provider.server.person = ada({ email_verified: false, xms_edov: true })
    const response = await throughProvider(client, provider)
    response.assertHeader('location', FORM)
  })

  test('the log-in name at Microsoft is not taken for an address', async ({ assert, client }) => {
    await using provider = await withProvider('microsoft')
    const preferred = { preferred_username: 'victim@example.com', upn: 'victim@example.com' }
    provider.server.person = ada({ email: undefined, tid: TENANT, xms_edov: true, ...preferred })
    const asked = await throughProvider(client, provider)
    asked.assertHeader('location', FORM)
    const page = await client.get(FORM).withSession(asked.session()).withInertia()
    assert.isFalse(page.inertiaProps.isProven)
    assert.isUndefined(page.inertiaProps.email)
  })

  test('a token of {$self} with the nonce of another log-in is refused')
    .with(['google', 'microsoft', 'gitlab'] as const)
    .run(async ({ client }, name) => {
      await using provider = await withProvider(name)
      provider.server.person = ada({ tid: TENANT })
      await connect(await UserFactory.create(), provider)
      const { address, session } = await leave(client, provider)
      const url = new URL(address)
      url.searchParams.set('nonce', 'another')
      const response = await comeBack(client, await atProvider(url.href), { session })
      response.assertSessionMissing('auth_web')
      response.assertHeader('location', '/login')
    })

  test('a token of Microsoft that names another tenant than its signature is refused', async ({
    client,
  }) => {
    await using provider = await withProvider('microsoft')
    provider.server.person = ada({ tid: crypto.randomUUID(), xms_edov: true })
    const response = await throughProvider(client, provider)
    response.assertHeader('location', '/login')
    response.assertSessionMissing('auth_web')
  })

  test('a provider whose address another member has by now opens the account that it is connected to', async ({
    assert,
    client,
  }) => {
    await using provider = await withProvider('github')
    const [user, other] = await UserFactory.createMany(2)
    provider.server.person = ada()
    await connect(user, provider)
    provider.server.person.email = other.email
    const response = await throughProvider(client, provider)
    assert.equal(response.session('auth_web'), user.id)
  })
})
