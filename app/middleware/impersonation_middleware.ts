import { errors } from '@adonisjs/auth'
import { Bouncer } from '@adonisjs/bouncer'
import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { AccountSessionStore } from '#http/account/session_store'
import { isInBackground } from '#http/background'
import { endStreamsOf } from '#http/live/channel'
import { wantsJson } from '#http/wanted_answer'
import { translator } from '#i18n/translator'
import { dispatchingFrom } from '#queue/origin'
import { ImpersonationException } from '#exceptions/impersonation_exception'
import AccountEvent from '#models/account_event'
import Impersonation from '#models/impersonation'
import type User from '#models/user'
import UserPolicy from '#policies/user_policy'
import BrowserImpersonation from '#services/browser_impersonation'

type End = 'expired' | 'forbidden'

/**
 * Lets a member of the staff use the account of a person. Each request asks again whether it is allowed: otherwise it
 * ends the impersonation, and leads back to the own account.
 */
export default class ImpersonationMiddleware {
  async handle(ctx: HttpContext, next: NextFn) {
    const { auth, session } = ctx
    const id = BrowserImpersonation.idIn(session)
    if (!auth.user || !id) return next()

    const impersonation = await Impersonation.findOf(auth.user, id)
    const end = await this.#endOf(auth.user, impersonation)
    if (!impersonation || end) return this.#end(ctx, next, end ?? 'forbidden', impersonation)

    const actor = String(auth.user.id)
    BrowserImpersonation.resume(ctx, impersonation)
    return dispatchingFrom({ actor, impersonation: String(id) }, next)
  }

  async #endOf(actor: User, impersonation: Impersonation | null): Promise<End | undefined> {
    if (impersonation?.isExpired) return 'expired'
    if (!impersonation || impersonation.endedAt || !(await this.#isAllowed(actor, impersonation))) {
      return 'forbidden'
    }
  }

  async #isAllowed(actor: User, { mayAct, person }: Impersonation) {
    if (actor.isDisabled || actor.isBeingDeleted) return false
    if (!actor.hasSecondFactor && (await actor.needsSecondFactor())) return false
    const policy = new Bouncer(actor).with(UserPolicy)
    return mayAct ? policy.allows('impersonateToAct', person) : policy.allows('impersonate', person)
  }

  /** No form of the person's account may reach the own one. */
  async #end(ctx: HttpContext, next: NextFn, end: End, impersonation: Impersonation | null) {
    const { auth, request, route, session } = ctx
    if (isInBackground(ctx)) {
      throw new errors.E_UNAUTHORIZED_ACCESS('Ended impersonation', { guardDriverName: 'session' })
    }
    const actor = auth.user!
    await impersonation?.end(end, AccountEvent.originOf(request))
    BrowserImpersonation.forget(session)
    const { publicId } = AccountSessionStore.of(ctx) ?? {}
    if (publicId) await endStreamsOf(publicId)

    if (route?.name === 'sessions.destroy') return next()
    if (wantsJson(ctx)) throw new ImpersonationException(`ended.${end}`)
    session.flash('error', translator(actor.region)(`impersonation.ended.${end}`))
    return BrowserImpersonation.openOwnPage(ctx, actor, impersonation?.person)
  }
}

declare module '@adonisjs/core/http' {
  export interface HttpContext {
    /** With its actor and person, while the account of the request is used by a member of the staff. */
    impersonation?: Impersonation
  }
}
