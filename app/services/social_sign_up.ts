import type { HttpContext } from '@adonisjs/core/http'
import { registration } from '#config/auth'
import { PROVIDER_LABELS } from '#config/social_log_in'
import { typedText } from '#http/input/text'
import { browserTimeZone } from '#i18n/region_cookies'
import AccountEvent from '#models/account_event'
import AccountOpening from '#models/account_opening'
import Registration from '#models/registration'
import type { NewIdentity } from '#models/social_identity'
import User from '#models/user'
import settings from '#settings'
import BrowserSession from '#services/browser_session'
import SocialLogIn, { type Stranger } from '#services/social_log_in'
import { socialEmailValidator, socialNameValidator } from '#validators/social'
import { throttleAccount } from '#start/limiter'
import { countMail } from '#start/mail_limiter'

const KEY = 'social_sign_up'
const LIFETIME_MS = 60 * 60_000

/** A sign-up by a provider that waits for an answer of the person. */
interface Draft {
  identity: NewIdentity
  name: string | null
  email: string | null
  /** The provider has verified the address. */
  isProven: boolean
  expiresAt: number
}

interface Answers {
  name: string
  email?: string
  terms?: boolean
}

/**
 * The sign-up of a person whose account at a provider is new here. The session keeps it until nothing is missing: a
 * name, an address, the terms.
 */
export default class SocialSignUp {
  static async begin(ctx: HttpContext, stranger: Stranger) {
    const { response, session } = ctx
    if (!settings.get('registration.isOpen')) return SocialLogIn.goBack(ctx, 'log_in', 'closed')

    const draft = await draftOf(stranger)
    if (draft.isProven && (await User.findConfirmed(draft.email!)))
      return this.#askToLogIn(ctx, draft)
    if (draft.isProven && draft.name && !registration.termsUrl) {
      return this.finish(ctx, draft, { name: draft.name })
    }
    session.put(KEY, draft)
    return response.redirect().toRoute('social_registrations.create')
  }

  /** @returns undefined if there is none, or if it has expired */
  static find({ session }: HttpContext) {
    const draft: Draft | undefined = session.get(KEY)
    return draft && draft.expiresAt > Date.now() ? draft : undefined
  }

  /** An address that the provider has not verified gets our own link, like that of every sign-up. */
  static async finish(ctx: HttpContext, draft: Draft, { name, email, terms }: Answers) {
    const { locale, request, response, session } = ctx
    const signUp = {
      ...{ name, email: draft.isProven ? draft.email! : email!, hasAcceptedTerms: terms },
      ...{ locale, timeZone: browserTimeZone(request), socialIdentity: draft.identity },
    }
    const origin = AccountEvent.originOf(request)
    if (draft.isProven) {
      const user = await AccountOpening.open(signUp, origin, { isProven: true })
      if (!user) return this.#askToLogIn(ctx, draft)
      session.forget(KEY)
      await BrowserSession.logIn(ctx, user, { isFirst: true })
      return response.redirect().toPath(session.pullIntendedUrl() ?? '/dashboard')
    }

    await throttleAccount('registration', signUp.email)
    const { id } = await Registration.signUp(signUp, origin)
    await countMail('confirmation', signUp.email)
    session.forget(KEY)
    session.put('registration_id', id)
    session.flash('sentTo', signUp.email)
    return response.redirect().toRoute('email_confirmations.create')
  }

  /** The provider proves the address, so the person may learn of the account. The account needs its own proof. */
  static #askToLogIn({ response, session, t }: HttpContext, { email, identity }: Draft) {
    const provider = PROVIDER_LABELS[identity.provider]
    session.forget(KEY)
    session.flash('notice', t('social.log_in_first', { email: email!, provider }))
    session.flash('email', email!)
    return response.redirect().toRoute('sessions.create')
  }
}

async function draftOf({ identity, isEmailVerified, ...profile }: Stranger): Promise<Draft> {
  const [, named] = await socialNameValidator.tryValidate({ name: typedText(profile.name ?? '') })
  const [, addressed] = await socialEmailValidator.tryValidate({ email: identity.email })
  const email = addressed?.email ?? null
  const isProven = isEmailVerified && email !== null
  const expiresAt = Date.now() + LIFETIME_MS
  return { identity, name: named?.name ?? null, email, isProven, expiresAt }
}
