import { text } from 'node:stream/consumers'
import type { Provider } from 'oidc-provider'
import type { ProviderName } from '#config/social_log_in'
import type { OpenIdServer, ServerOptions } from '#tests/support/open_id_server'

/** The tenant in whose name the server signs, as each organisation at Microsoft has one. */
export const TENANT = '11111111-2222-4333-8444-555555555555'

/** How a server differs from a plain OpenID provider, so that it stands for the one with this name. */
export const SERVER_OPTIONS: Partial<Record<ProviderName, ServerOptions>> = {
  google: { idTokenHasProfile: true },
  github: {
    routes: { authorization: '/login/oauth/authorize', token: '/login/oauth/access_token' },
    extend: answerAsGitHub,
  },
  microsoft: {
    idTokenHasProfile: true,
    issuerPath: `/${TENANT}/v2.0`,
    routes: {
      authorization: '/common/oauth2/v2.0/authorize',
      token: '/common/oauth2/v2.0/token',
      jwks: '/common/discovery/v2.0/keys',
    },
    extend: describeAllTenants,
  },
}

/** The address that a person sets as the issuer, see config/social_log_in.ts. */
export function issuerSetting(name: ProviderName, { origin }: OpenIdServer) {
  return name === 'microsoft' ? `${origin}/common/v2.0` : origin
}

/**
 * GitHub Enterprise Server: OAuth 2 without OpenID, with an API for the profile and the addresses. It is told neither the
 * response type nor the grant type, and answers a refused code with 200 and the error in the body.
 * @see https://docs.github.com/en/apps/oauth-apps/building-oauth-apps/authorizing-oauth-apps
 */
function answerAsGitHub(provider: Provider, server: OpenIdServer) {
  provider.use(async (ctx, next) => {
    if (ctx.path === '/login/oauth/authorize') {
      ctx.query = { ...ctx.query, response_type: 'code' }
      await next()
    } else if (ctx.path === '/login/oauth/access_token') {
      const fields = Object.fromEntries(new URLSearchParams(await text(ctx.req)))
      const body = { ...fields, grant_type: 'authorization_code' }
      Object.assign(ctx.req, { body })
      await next()
      if (ctx.status === 400 || ctx.status === 401) ctx.status = 200
      if (!ctx.accepts('json')) ctx.body = new URLSearchParams(ctx.body as never).toString()
    } else if (ctx.path.startsWith('/api/v3/')) {
      const token = await provider.AccessToken.find(ctx.get('authorization').replace('token ', ''))
      const answer = ctx.get('user-agent') && token ? profileAt(ctx.path, server) : undefined
      ctx.status = answer ? 200 : Number(server.person.refusal ?? 404)
      ctx.body = answer ?? { message: 'Not Found' }
    } else {
      await next()
    }
  })
}

function profileAt(path: string, { person }: OpenIdServer) {
  const { sub: id, name = null, email, email_verified: verified = false, emails } = person
  if (path === '/api/v3/user') return { id, login: 'ada', name, email: person.publicEmail ?? null }
  if (path !== '/api/v3/user/emails' || emails === null) return undefined
  return emails ?? (email ? [{ email, verified, primary: true, visibility: 'private' }] : [])
}

/** Microsoft describes its tenants at one address, by a template. */
function describeAllTenants(provider: Provider) {
  provider.use(async (ctx, next) => {
    const isDescription = ctx.path === '/common/v2.0/.well-known/openid-configuration'
    if (isDescription) ctx.path = '/.well-known/openid-configuration'
    await next()
    if (!isDescription) return
    const metadata = ctx.body as { issuer: string }
    ctx.body = { ...metadata, issuer: metadata.issuer.replace(TENANT, '{tenantid}') }
  })
}
