import { errors } from '@vinejs/vine'
import type { HttpContext } from '@adonisjs/core/http'
import type Registration from '#models/registration'
import {
  createMailboxProofValidator,
  createSignUpProofValidator,
  createTermsProofValidator,
} from '#validators/auth'
import { forgiveAccount, throttleAccount } from '#start/limiter'

interface Proof {
  isStarter: boolean
  /** A new password, of a person who does not know the one of the sign-up. */
  password?: string
  /** The starter's acceptance does not count for another person. */
  hasAcceptedTerms?: boolean
}

/**
 * Whether the person who confirms a sign-up is the one who made it: the link proves the mailbox only. The browser that
 * signed up is known. In another one, the password of the sign-up shows it, or a new one takes its place.
 */
export default class SignUpProof {
  static isStarter({ params, session }: HttpContext) {
    return session.get('registration_id') === params.id
  }

  /** A sign-up by a provider has no password that somebody else could know. */
  static isMissing(ctx: HttpContext, { hasPassword }: Registration) {
    return hasPassword && !this.isStarter(ctx)
  }

  /** @throws E_VALIDATION_ERROR if the password is neither that of the sign-up nor a new one, or without the terms */
  static async take(
    ctx: HttpContext,
    registration: Registration,
    { choosesPassword = false }
  ): Promise<Proof> {
    if (this.isStarter(ctx)) return { isStarter: true }
    if (!registration.hasPassword) {
      const { terms } = await ctx.request.validateUsing(createTermsProofValidator)
      return { isStarter: false, hasAcceptedTerms: terms }
    }
    if (!choosesPassword) return this.#check(ctx, registration)
    const meta = { user: registration }
    const answer = await ctx.request.validateUsing(createMailboxProofValidator, { meta })
    return { isStarter: false, password: answer.password, hasAcceptedTerms: answer.terms }
  }

  static async #check({ request, t }: HttpContext, registration: Registration) {
    const { password } = await request.validateUsing(createSignUpProofValidator)
    await throttleAccount('sign_up_password', registration.email)
    if (!(await registration.verifyPassword(password))) {
      const message = t('confirmation.elsewhere.wrong_password')
      throw new errors.E_VALIDATION_ERROR([{ field: 'password', rule: 'wrong', message }])
    }
    await forgiveAccount('sign_up_password', registration.email)
    return { isStarter: true }
  }
}
