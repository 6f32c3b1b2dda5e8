import { createServer } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair } from 'jose'
import { Provider, type Configuration, type InteractionResults } from 'oidc-provider'
import { addSecret } from '#tests/support/secrets/seen_secrets'

export const CLIENT = { clientId: 'easystart', clientSecret: 'a-secret-of-the-tests' }

export interface ServerOptions {
  routes?: Configuration['routes']
  /** The path of the name in which the server signs. */
  issuerPath?: string
  /** The ID token has the name and the address too, and not only the profile. */
  idTokenHasProfile?: boolean
  extend?: (provider: Provider, server: OpenIdServer) => void
}

/** The claims of the person whom the server logs in. */
export interface Person {
  sub: string
  name?: string
  email?: string
  email_verified?: boolean
  [claim: string]: unknown
}

/**
 * A real OpenID provider on loopback. It demands PKCE, and logs in `person` without a page, or answers with `error`.
 */
export class OpenIdServer {
  person: Person = ada()
  /** An answer in the place of a log-in, such as `access_denied`. */
  error?: string
  /** The tokens that it has issued. */
  tokens: string[] = []
  /** The parameters of the last visit. */
  asked: Record<string, string> = {}

  private constructor(
    private server: ReturnType<typeof createServer>,
    readonly origin: string,
    readonly issuer: string
  ) {}

  static async start(redirectUri: string, options: ServerOptions = {}) {
    const server = createServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const one = new OpenIdServer(server, origin, origin + (options.issuerPath ?? ''))
    await one.#serve(redirectUri, options)
    return one
  }

  async stop() {
    this.server.closeAllConnections()
    this.server.close()
    await once(this.server, 'close')
  }

  async #serve(redirectUri: string, { routes = {}, ...options }: ServerOptions) {
    const { privateKey } = await generateKeyPair('RS256', { extractable: true })
    const provider = new Provider(this.issuer, {
      clients: [
        {
          client_id: CLIENT.clientId,
          client_secret: CLIENT.clientSecret,
          redirect_uris: [redirectUri],
          token_endpoint_auth_method: 'client_secret_post',
        },
      ],
      jwks: { keys: [await exportJWK(privateKey)] },
      ttl: { Interaction: 60, Grant: 60, Session: 60, AccessToken: 60, IdToken: 60 },
      routes,
      pkce: { required: () => true },
      features: { devInteractions: { enabled: false } },
      conformIdTokenClaims: !options.idTokenHasProfile,
      scopes: ['openid', 'read:user', 'user:email'],
      claims: {
        openid: ['sub', 'tid'],
        profile: ['name', 'preferred_username', 'hd'],
        email: ['email', 'email_verified', 'xms_edov'],
      },
      interactions: { url: (_, { uid }) => `/interaction/${uid}` },
      findAccount: (_, sub) => ({ accountId: sub, claims: () => ({ ...this.person, sub }) }),
      loadExistingGrant: async (ctx) => {
        const { client, session, params } = ctx.oidc
        const { accountId } = session!
        const grant = new ctx.oidc.provider.Grant({ clientId: client!.clientId, accountId })
        grant.addOIDCScope(String(params!.scope))
        await grant.save()
        return grant
      },
    })
    provider.on('authorization.error', () => {})
    provider.on('grant.success', ({ body }) => {
      const { access_token: access, id_token: id } = body as Record<string, string | undefined>
      this.tokens.push(...[access, id].filter((token) => token !== undefined))
      addSecret('token of a provider', ...this.tokens)
    })
    options.extend?.(provider, this)
    const handle = provider.callback()
    this.server.on('request', async (request, response) => {
      const url = new URL(request.url!, this.issuer)
      if (url.searchParams.has('client_id')) this.asked = Object.fromEntries(url.searchParams)
      if (!url.pathname.startsWith('/interaction/')) return handle(request, response)
      await provider.interactionFinished(request, response, this.#answer())
    })
  }

  #answer(): InteractionResults {
    if (this.error) return { error: this.error, error_description: 'The person refused' }
    return { login: { accountId: this.person.sub } }
  }
}

export function ada(changes: Partial<Person> = {}): Person {
  const sub = crypto.randomUUID()
  const email = `ada.${sub}@example.com`
  return { sub, name: 'Ada Lovelace', email, email_verified: true, ...changes }
}
