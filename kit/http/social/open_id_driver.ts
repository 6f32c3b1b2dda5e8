import { Oauth2Driver } from '@adonisjs/ally'
import type {
  ApiRequestContract,
  Oauth2AccessToken,
  Oauth2DriverConfig,
  RedirectRequestContract,
} from '@adonisjs/ally/types'
import type { HttpContext } from '@adonisjs/core/http'
import { isState, type Handshake, type SocialUser } from '#http/social/handshake'
import { OpenIdServer } from '#http/social/open_id_server'
import { hasVerifiedAddress, type Proof } from '#http/social/proofs'

type Scope = 'openid' | 'profile' | 'email'
type Claims = Record<string, unknown> & { sub: string }
type IdToken = Oauth2AccessToken & { id_token?: string }

export type ClientConfig = Pick<Oauth2DriverConfig, 'clientId' | 'clientSecret' | 'callbackUrl'> & {
  issuer: string
}

/**
 * A driver of ally for every OpenID provider. The drivers of ally check neither a nonce nor the ID token. See
 * docs/decisions/0040-open-id-driver.md.
 */
export class OpenIdDriver extends Oauth2Driver<IdToken, Scope> {
  /** Known once the provider has described itself. */
  protected authorizeUrl = ''
  protected accessTokenUrl = ''
  protected stateCookieName = ''
  protected stateParamName = 'state'
  protected errorParamName = 'error'
  protected codeParamName = 'code'
  protected scopeParamName = 'scope'
  protected scopesSeparator = ' '
  protected isStateless = true

  private constructor(
    ctx: HttpContext,
    config: Oauth2DriverConfig,
    private server: OpenIdServer,
    private handshake: Handshake,
    private proof: Proof
  ) {
    super(ctx, config)
  }

  /** @throws if the provider does not answer */
  static async create(
    ctx: HttpContext,
    { issuer, ...client }: ClientConfig,
    handshake: Handshake,
    proof: Proof = hasVerifiedAddress
  ) {
    const server = await OpenIdServer.at(issuer)
    const { authorization_endpoint: authorizeUrl, token_endpoint: accessTokenUrl } = server.metadata
    const config = { ...client, authorizeUrl, accessTokenUrl }
    return new OpenIdDriver(ctx, config, server, handshake, proof)
  }

  stateMisMatch() {
    return !isState(this.ctx.request.input(this.stateParamName), this.handshake)
  }

  accessDenied() {
    return this.getError() === 'access_denied'
  }

  async user(): Promise<SocialUser> {
    const token = await this.accessToken()
    const { clientId } = this.config
    const signed = await this.server.claimsOf(String(token.id_token), {
      clientId,
      nonce: this.handshake.nonce,
    })
    const claims = { ...(await this.#userInfo(token.token, signed)), ...signed }
    return {
      ...userOf(claims, this.proof(claims)),
      issuer: signed.iss,
      authenticatedAt: typeof signed.auth_time === 'number' ? signed.auth_time : null,
      token,
    }
  }

  async userFromToken(): Promise<never> {
    throw new Error('An OpenID log-in needs the ID token, which only the code is exchanged for')
  }

  protected configureRedirectRequest(request: RedirectRequestContract<Scope>) {
    request.scopes(['openid', 'profile', 'email'])
    request.param('response_type', 'code')
    request.param('state', this.handshake.state)
    request.param('nonce', this.handshake.nonce)
  }

  protected configureAccessTokenRequest(request: ApiRequestContract) {
    if (!this.server.wantsSecretInHeader) return
    const { clientId, clientSecret } = this.config
    const pair = [clientId, clientSecret].map(encodeURIComponent).join(':')
    request.clearField('client_id').clearField('client_secret')
    request.header('Authorization', `Basic ${Buffer.from(pair).toString('base64')}`)
  }

  protected getPkceCodeVerifierForRedirect() {
    return this.handshake.codeVerifier
  }

  protected getPkceCodeVerifierForAccessToken() {
    return this.handshake.codeVerifier
  }

  /** Only if the ID token does not tell who the person is: many providers keep it short. */
  async #userInfo(accessToken: string, signed: Claims): Promise<Partial<Claims>> {
    const { userinfo_endpoint: url } = this.server.metadata
    if (!url || (signed.email && signed.name)) return {}

    const request = this.httpClient(url).parseAs('json')
    const claims: Claims = await request.header('Authorization', `Bearer ${accessToken}`).get()
    if (claims.sub !== signed.sub) throw new Error('The profile belongs to another person')
    return claims
  }
}

function userOf(claims: Claims, isVerified: boolean) {
  const { sub, name, email, preferred_username: nickName, picture } = claims as Claims & Texts
  return {
    id: sub,
    name: textOf(name),
    nickName: textOf(nickName),
    email: textOf(email) || null,
    emailVerificationState: isVerified ? ('verified' as const) : ('unverified' as const),
    avatarUrl: textOf(picture) || null,
    original: claims,
  }
}

type Texts = Partial<Record<'name' | 'email' | 'preferred_username' | 'picture', unknown>>

function textOf(value: unknown) {
  return typeof value === 'string' ? value : ''
}
