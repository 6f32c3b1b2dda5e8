import type { HttpContext } from '@adonisjs/core/http'
import apiConfig from '#config/api'
import AccessToken from '#models/access_token'
import AccountEvent from '#models/account_event'
import { showOnce } from '#services/shown_once'
import AccessTokenTransformer from '#transformers/access_token_transformer'
import { createAccessTokenValidator } from '#validators/access_token'

export default class AccessTokensController {
  /** A new token itself comes only once, as flash data. */
  async index({ auth, inertia }: HttpContext) {
    const user = auth.getUserOrFail()
    const tokens = await AccessToken.query().withScopes((scopes) => scopes.of(user))
    return inertia.render('settings/access_tokens/index', {
      tokens: tokens.map((token) => new AccessTokenTransformer(token).toObject()),
    })
  }

  async create({ inertia }: HttpContext) {
    const { abilities, lifetimes } = apiConfig
    return inertia.render('settings/access_tokens/create', {
      abilities: [...abilities],
      lifetimes: [...lifetimes],
    })
  }

  async store({ auth, request, response, session, t }: HttpContext) {
    const { tokenName: name, ...rest } = await request.validateUsing(createAccessTokenValidator)
    const origin = AccountEvent.originOf(request)
    const token = await AccessToken.make(auth.getUserOrFail(), { name, ...rest }, origin)

    if (token) showOnce(session, [token])
    else session.flash('error', t('flash.too_many_access_tokens', { most: apiConfig.mostTokens }))
    return response.redirect().toRoute('access_tokens.index')
  }

  /** Takes access away and gives none, so it needs no password. */
  async destroy({ auth, params, request, response, session, t }: HttpContext) {
    const user = auth.getUserOrFail()
    const token = await AccessToken.query().where({ id: params.id, tokenableId: user.id }).first()
    await token?.revoke(user, AccountEvent.originOf(request))

    session.flash('success', t('flash.access_token_revoked'))
    return response.redirect().toRoute('access_tokens.index')
  }
}
