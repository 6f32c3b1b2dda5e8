import { createRemoteJWKSet, jwtVerify, type JWTPayload } from 'jose'

const TIMEOUT_MS = 5000
const KNOWN_FOR_MS = 60 * 60_000
const CLOCK_TOLERANCE_SECONDS = 60
const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i

interface Metadata {
  issuer: string
  authorization_endpoint: string
  token_endpoint: string
  jwks_uri: string
  userinfo_endpoint?: string
  token_endpoint_auth_methods_supported?: string[]
}

/**
 * An OpenID provider, as it describes itself.
 * @see https://openid.net/specs/openid-connect-discovery-1_0.html
 */
export class OpenIdServer {
  static #known = new Map<string, { server: OpenIdServer; until: number }>()

  #keys: ReturnType<typeof createRemoteJWKSet>

  private constructor(readonly metadata: Metadata) {
    this.#keys = createRemoteJWKSet(new URL(metadata.jwks_uri), { timeoutDuration: TIMEOUT_MS })
  }

  /** @throws if the provider does not answer, or answers for another issuer */
  static async at(issuer: string) {
    const known = this.#known.get(issuer)
    if (known && known.until > Date.now()) return known.server

    const server = new OpenIdServer(await metadataOf(issuer))
    this.#known.set(issuer, { server, until: Date.now() + KNOWN_FOR_MS })
    return server
  }

  /** Providers that accept the secret in the form get it there, as the drivers of ally send it. */
  get wantsSecretInHeader() {
    const methods = this.metadata.token_endpoint_auth_methods_supported
    return !(methods ?? ['client_secret_basic']).includes('client_secret_post')
  }

  /**
   * The claims of an ID token that this provider has signed for this client and this log-in.
   * @see https://openid.net/specs/openid-connect-core-1_0.html#IDTokenValidation
   * @throws if one of the rules is broken
   */
  async claimsOf(idToken: string, { clientId, nonce }: { clientId: string; nonce: string }) {
    const { payload } = await jwtVerify(idToken, this.#keys, {
      audience: clientId,
      clockTolerance: CLOCK_TOLERANCE_SECONDS,
      requiredClaims: ['iss', 'sub', 'exp', 'iat'],
    })
    if (payload.iss !== this.#issuerFor(payload)) throw new Error('The token has another issuer')
    if (payload.nonce !== nonce) throw new Error('The token belongs to another log-in')
    const isForUs = payload.azp === undefined || payload.azp === clientId
    if (!isForUs) throw new Error('The token was issued to another client')
    return payload as JWTPayload & { iss: string; sub: string }
  }

  /** Microsoft describes all its tenants at once, and each signs in its own name: `…/{tenantid}/v2.0`. */
  #issuerFor({ tid }: JWTPayload) {
    const { issuer } = this.metadata
    return typeof tid === 'string' && UUID.test(tid) ? issuer.replace('{tenantid}', tid) : issuer
  }
}

async function metadataOf(issuer: string) {
  const response = await fetch(`${issuer}/.well-known/openid-configuration`, {
    signal: AbortSignal.timeout(TIMEOUT_MS),
    redirect: 'error',
  })
  if (!response.ok) throw new Error(`${issuer} answers ${response.status}`)

  const metadata = (await response.json()) as Metadata
  const isTemplate = metadata.issuer.includes('{tenantid}')
  if (metadata.issuer !== issuer && !isTemplate) {
    throw new Error(`${issuer} calls itself ${metadata.issuer}`)
  }
  return metadata
}
