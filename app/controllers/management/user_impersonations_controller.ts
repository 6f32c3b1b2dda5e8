import string from '@adonisjs/core/helpers/string'
import type { HttpContext } from '@adonisjs/core/http'
import { urlFor } from '@adonisjs/core/services/url_builder'
import timeouts from '#config/timeouts'
import AccountEvent from '#models/account_event'
import Impersonation from '#models/impersonation'
import User from '#models/user'
import UserPolicy from '#policies/user_policy'
import BrowserImpersonation from '#services/browser_impersonation'
import AccountTransformer from '#transformers/account_transformer'
import { createImpersonationValidator } from '#validators/user'

export default class UserImpersonationsController {
  async create({ bouncer, inertia, params }: HttpContext) {
    const person = await User.findOrFail(params.user_id)
    await bouncer.with(UserPolicy).authorize('impersonate', person)

    return inertia.render('management/user_impersonations/create', {
      account: AccountTransformer.transform(person).useVariant('forList'),
      minutes: Math.round(string.seconds.parse(timeouts.impersonation) / 60),
      can: { act: await bouncer.with(UserPolicy).allows('impersonateToAct', person) },
    })
  }

  async store(ctx: HttpContext) {
    const { auth, bouncer, params, request } = ctx
    const person = await User.findOrFail(params.user_id)
    await bouncer.with(UserPolicy).authorize('impersonate', person)
    const { reason, mayAct = false } = await request.validateUsing(createImpersonationValidator)
    if (mayAct) await bouncer.with(UserPolicy).authorize('impersonateToAct', person)

    const origin = AccountEvent.originOf(request)
    const wish = { reason, mayAct }
    const impersonation = await Impersonation.start(auth.getUserOrFail(), person, wish, origin)
    BrowserImpersonation.begin(ctx, impersonation)
    return BrowserImpersonation.open(ctx, urlFor('dashboard.index'))
  }
}
