import { createServer, type Server } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWTPayload } from 'jose'
import { test } from '@japa/runner'
import { OpenIdServer } from '#http/social/open_id_server'

const client = { clientId: 'shop', nonce: 'of-this-log-in' }

test.group('ID tokens', (group) => {
  let http: Server
  let issuer: string
  let key: CryptoKey
  let strangeKey: CryptoKey

  group.setup(async () => {
    const pair = await generateKeyPair('RS256')
    key = pair.privateKey
    const strange = await generateKeyPair('RS256')
    strangeKey = strange.privateKey
    const jwk = { ...(await exportJWK(pair.publicKey)), kid: 'one', alg: 'RS256' }
    http = createServer((request, response) => {
      const metadata = {
        issuer,
        authorization_endpoint: `${issuer}/authorize`,
        token_endpoint: `${issuer}/token`,
        jwks_uri: `${issuer}/keys`,
      }
      response.end(JSON.stringify(request.url === '/keys' ? { keys: [jwk] } : metadata))
    }).listen(0, '127.0.0.1')
    await once(http, 'listening')
    issuer = `http://127.0.0.1:${(http.address() as AddressInfo).port}`
    return () => {
      http.closeAllConnections()
      http.close()
    }
  })

  function sign(changes: JWTPayload = {}, by = key) {
    const now = Math.floor(Date.now() / 1000)
    const claims = { iss: issuer, sub: '7', aud: 'shop', iat: now, exp: now + 60, ...changes }
    const token = new SignJWT({ nonce: client.nonce, ...claims })
    return token.setProtectedHeader({ alg: 'RS256', kid: 'one' }).sign(by)
  }

  async function claimsOf(token: string) {
    const server = await OpenIdServer.at(issuer)
    return server.claimsOf(token, client)
  }

  test('a token of the provider for this client and log-in is accepted', async ({ assert }) => {
    assert.include(await claimsOf(await sign()), { iss: issuer, sub: '7' })
  })

  test('a token with another signature, or none, is refused (ASVS 6.8.2)', async ({ assert }) => {
    const forged = await sign({}, strangeKey)
    const signed = await sign()
    const [, payload] = signed.split('.')
    const head = Buffer.from(JSON.stringify({ alg: 'none' })).toString('base64url')
    await assert.rejects(() => claimsOf(forged), /signature/)
    await assert.rejects(() => claimsOf(`${head}.${payload}.`))
  })

  test('a token for another client is refused (ASVS 10.5.4)', async ({ assert }) => {
    const other = await sign({ aud: 'another' })
    const passedOn = await sign({ aud: ['shop', 'another'], azp: 'another' })
    await assert.rejects(() => claimsOf(other), /"aud"/)
    await assert.rejects(() => claimsOf(passedOn), 'The token was issued to another client')
  })

  test('a token of another issuer, of another log-in, or of the past is refused', async ({
    assert,
  }) => {
    const [issued, nonce, past] = [{ iss: 'https://example.com' }, { nonce: 'x' }, { exp: 1 }]
    const [foreign, reused, old] = await Promise.all([issued, nonce, past].map((it) => sign(it)))
    await assert.rejects(() => claimsOf(foreign), 'The token has another issuer')
    await assert.rejects(() => claimsOf(reused), 'The token belongs to another log-in')
    await assert.rejects(() => claimsOf(old), /"exp"/)
  })
})
