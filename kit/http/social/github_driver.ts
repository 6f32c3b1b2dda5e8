import { GithubDriver } from '@adonisjs/ally/drivers/github'
import type { GithubScopes, RedirectRequestContract } from '@adonisjs/ally/types'
import type { HttpContext } from '@adonisjs/core/http'
import { isState, type Handshake } from '#http/social/handshake'
import type { ClientConfig } from '#http/social/open_id_driver'

interface Address {
  email: string
  primary: boolean
  verified: boolean
}

/**
 * The driver of ally, with PKCE, with the secrets in the session, and with the primary address of the account: the one
 * of its public profile can be another. GitHub is no OpenID provider, so there is no token to check.
 */
export class GitHubDriver extends GithubDriver {
  protected isStateless = true
  #issuer: string
  #handshake: Handshake

  constructor(ctx: HttpContext, { issuer, ...client }: ClientConfig, handshake: Handshake) {
    super(ctx, { ...client, ...addressesOf(issuer), scopes: ['read:user', 'user:email'] })
    this.#issuer = issuer
    this.#handshake = handshake
  }

  /** The state is not in a cookie. */
  loadState() {}

  stateMisMatch() {
    return !isState(this.ctx.request.input(this.stateParamName), this.#handshake)
  }

  async user() {
    const token = await this.accessToken()
    const person = await this.getUserInfo(token.token)
    const address = await this.getUserEmail(token.token)
    return {
      ...person,
      email: address?.email ?? null,
      emailVerificationState: address?.verified ? ('verified' as const) : ('unverified' as const),
      issuer: this.#issuer,
      authenticatedAt: null,
      token,
    }
  }

  /**
   * Ally knows 404 by a property that its HTTP client no longer has, and takes the address that GitHub makes up for
   * commits, which receives no mail.
   * @returns undefined if there is none, or if GitHub does not show the addresses to this client
   */
  protected async getUserEmail(token: string) {
    const url = this.config.userEmailUrl!
    const addresses: Address[] = await this.getAuthenticatedRequest(url, token)
      .get()
      .catch((error) => {
        if ([403, 404].includes(error.response?.status)) return []
        throw error
      })
    const real = addresses.filter(({ email }) => !/[@.]noreply\.[^@]+$/i.test(email))
    const primary = real.find((one) => one.primary)
    return primary?.verified ? primary : (real.find((one) => one.verified) ?? primary)
  }

  protected configureRedirectRequest(request: RedirectRequestContract<GithubScopes>) {
    super.configureRedirectRequest(request)
    request.param('state', this.#handshake.state)
  }

  protected getPkceCodeVerifierForRedirect() {
    return this.#handshake.codeVerifier
  }

  protected getPkceCodeVerifierForAccessToken() {
    return this.#handshake.codeVerifier
  }
}

/** GitHub Enterprise Server has the API under the same host. */
function addressesOf(issuer: string) {
  const api = issuer === 'https://github.com' ? 'https://api.github.com' : `${issuer}/api/v3`
  return {
    authorizeUrl: `${issuer}/login/oauth/authorize`,
    accessTokenUrl: `${issuer}/login/oauth/access_token`,
    userInfoUrl: `${api}/user`,
    userEmailUrl: `${api}/user/emails`,
  }
}
