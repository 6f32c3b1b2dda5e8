import router from '@adonisjs/core/services/router'
import { errors, type HttpContext } from '@adonisjs/core/http'
import { appUrl } from '#config/app'
import { PROVIDER_LABELS, socialProviders, type ProviderName } from '#config/social_log_in'
import { createHandshake, isState, profileOf, type Handshake } from '#http/social/handshake'
import { isHostedByGoogle, isOfVerifiedDomain, type Proof } from '#http/social/proofs'
import type { NewIdentity } from '#models/social_identity'

const KEY = 'social_log_in'
const LIFETIME_MS = 15 * 60_000

export type Purpose = 'log_in' | 'link' | 'identity'

/** Why nobody came back from the provider. Each has its message. i18n: social.errors.* */
type Failure = 'denied' | 'expired' | 'failed' | 'refused' | 'closed' | 'other' | 'taken'

interface Attempt extends Handshake {
  purpose: Purpose
  /** The account that is logged in, for the purposes that need one. */
  userId: number | null
  remember: boolean
  startedAt: number
}

/** A person as a provider knows them. */
export interface Stranger {
  identity: NewIdentity
  name: string | null
  isEmailVerified: boolean
}

type Outcome = { purpose: Purpose; remember: boolean } & (
  { failure: Failure; stranger?: undefined } | { failure?: undefined; stranger: Stranger }
)

/** Google refuses `login` and asks nobody again; GitHub does not know the parameters. */
const ASK_AGAIN: Partial<Record<ProviderName, Record<string, string>>> = {
  microsoft: { prompt: 'login', max_age: '0' },
  gitlab: { prompt: 'login', max_age: '0' },
}

/** Of the others, `email_verified` is enough. */
const PROOFS: Partial<Record<ProviderName, Proof>> = {
  google: isHostedByGoogle,
  microsoft: isOfVerifiedDomain,
}

/**
 * The way to a provider and back. The session keeps the purpose and the secrets of the way, one for each provider.
 * Ally and its drivers are loaded when somebody first goes there.
 */
export default class SocialLogIn {
  /** @throws E_ROUTE_NOT_FOUND for a provider that is off */
  static providerOf({ params, request }: HttpContext) {
    const name = params.provider as ProviderName
    const settings = Object.hasOwn(socialProviders, name) ? socialProviders[name] : undefined
    if (!settings) throw new errors.E_ROUTE_NOT_FOUND([request.method(), request.url()])
    return { name, label: PROVIDER_LABELS[name], settings }
  }

  /** Sends the browser to the provider, or back with a message if the provider does not answer. */
  static async begin(ctx: HttpContext, purpose: Purpose, remember = false) {
    const { auth, session } = ctx
    const { name } = this.providerOf(ctx)
    const handshake = createHandshake()
    try {
      const driver = await this.#driver(ctx, handshake)
      const startedAt = Date.now()
      const userId = auth.user?.id ?? null
      const attempt = { ...handshake, purpose, userId, remember, startedAt } satisfies Attempt
      session.put(`${KEY}.${name}`, attempt)
      const question = purpose === 'identity' ? (ASK_AGAIN[name] ?? {}) : {}
      return await driver.redirect((request) => {
        for (const [param, value] of Object.entries(question)) request.param(param, value)
      })
    } catch (error) {
      return this.goBack(ctx, purpose, this.#noted(ctx, error))
    }
  }

  /** Takes the browser that comes back. Each attempt is good for one answer of the provider. */
  static async finish(ctx: HttpContext): Promise<Outcome> {
    const { auth, request, session } = ctx
    const { name } = this.providerOf(ctx)
    const attempt: Attempt | undefined = session.get(`${KEY}.${name}`)
    if (!attempt || !isState(request.input('state'), attempt)) {
      return { purpose: attempt?.purpose ?? 'log_in', remember: false, failure: 'expired' }
    }

    session.forget(`${KEY}.${name}`)
    const { purpose, remember, startedAt, userId } = attempt
    const isLate = startedAt < Date.now() - LIFETIME_MS || (auth.user?.id ?? null) !== userId
    if (isLate) return { purpose, remember, failure: 'expired' }
    const error = request.input('error')
    if (error)
      return { purpose, remember, failure: error === 'access_denied' ? 'denied' : 'failed' }
    return { purpose, remember, ...(await this.#stranger(ctx, attempt)) }
  }

  /** Shows why on the page where the person began. */
  static goBack(ctx: HttpContext, purpose: Purpose, failure: Failure) {
    const { response, session, t } = ctx
    const { label } = this.providerOf(ctx)
    const message = t(`social.errors.${failure}`, { provider: label })
    session.flash(purpose === 'link' ? 'error' : 'formError', message)
    return response.redirect().toRoute(PAGES[purpose])
  }

  static async #stranger(ctx: HttpContext, attempt: Attempt) {
    const { name: provider } = this.providerOf(ctx)
    try {
      const driver = await this.#driver(ctx, attempt)
      const { issuer, subject, email, ...profile } = profileOf(await driver.user())
      if (attempt.purpose === 'identity') checkIsFresh(profile.authenticatedAt, attempt)
      const { name, isEmailVerified } = profile
      return { stranger: { identity: { provider, issuer, subject, email }, name, isEmailVerified } }
    } catch (error) {
      return { failure: this.#noted(ctx, error) }
    }
  }

  static async #driver(ctx: HttpContext, handshake: Handshake) {
    const { name, settings } = this.providerOf(ctx)
    const path = router.makeUrl('social_callbacks.show', { provider: name })
    const client = { ...settings, callbackUrl: appUrl + path }
    if (name === 'github') {
      const { GitHubDriver } = await import('#http/social/github_driver')
      return new GitHubDriver(ctx, client, handshake)
    }
    const { OpenIdDriver } = await import('#http/social/open_id_driver')
    return OpenIdDriver.create(ctx, client, handshake, PROOFS[name])
  }

  static #noted({ logger, params }: HttpContext, error: unknown): Failure {
    // The error itself contains the request, with the code and the secret.
    const reason = error instanceof Error ? error.message : String(error)
    logger.warn({ provider: params.provider, reason }, 'A log-in by a provider failed')
    return 'failed'
  }
}

const PAGES = {
  log_in: 'sessions.create',
  link: 'social_identities.index',
  identity: 'identity_confirmations.create',
} as const

/** A provider that says when the person showed who they are must have asked again. */
function checkIsFresh(authenticatedAt: number | null, { startedAt }: Attempt) {
  const toleranceInSeconds = 60
  if (authenticatedAt !== null && authenticatedAt < startedAt / 1000 - toleranceInSeconds) {
    throw new Error('The provider has not asked the person again')
  }
}
