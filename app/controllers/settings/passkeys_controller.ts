import type { HttpContext } from '@adonisjs/core/http'
import type { RegistrationResponseJSON } from '@simplewebauthn/server'
import { deviceOf } from '#http/account/device'
import AccountEvent from '#models/account_event'
import Passkey from '#models/passkey'
import PasskeyCeremony from '#services/passkey_ceremony'
import { showOnce } from '#services/shown_once'
import PasskeyTransformer from '#transformers/passkey_transformer'
import { createPasskeyValidator, updatePasskeyValidator } from '#validators/passkey'

export default class PasskeysController {
  async create({ inertia, request }: HttpContext) {
    const device = deviceOf(request.header('user-agent') ?? null) ?? undefined
    return inertia.render('settings/passkeys/create', { device })
  }

  async store(ctx: HttpContext) {
    const { auth, request, response, session, t } = ctx
    const { name, credential } = await request.validateUsing(createPasskeyValidator)
    const made = await PasskeyCeremony.register(ctx, credential as RegistrationResponseJSON)
    if (!made) {
      session.flash('error', t('flash.passkey_refused'))
      return response.redirect().toRoute('passkeys.create')
    }

    const passkey = { name, credential: made.credential, isSynced: made.credentialBackedUp }
    const origin = AccountEvent.originOf(request)
    const codes = await Passkey.add(auth.getUserOrFail(), passkey, origin)
    session.flash('success', t('flash.passkey_added'))
    if (!codes) return response.redirect().toRoute('second_factors.show')
    showOnce(session, codes)
    return response.redirect().toRoute('recovery_codes.index')
  }

  async edit(ctx: HttpContext) {
    const passkey = PasskeyTransformer.transform(await this.#find(ctx))
    return ctx.inertia.render('settings/passkeys/edit', { passkey })
  }

  async update(ctx: HttpContext) {
    const { request, response, session, t } = ctx
    const passkey = await this.#find(ctx)
    const { name } = await request.validateUsing(updatePasskeyValidator)
    await passkey.rename(name, AccountEvent.originOf(request))

    session.flash('success', t('flash.passkey_renamed'))
    return response.redirect().toRoute('second_factors.show')
  }

  async destroy(ctx: HttpContext) {
    const { request, response, session, t } = ctx
    const passkey = await this.#find(ctx)
    const isRemoved = await passkey.remove(AccountEvent.originOf(request))

    if (isRemoved) session.flash('success', t('flash.passkey_removed'))
    else session.flash('error', t('social.last_way_in'))
    return response.redirect().toRoute('second_factors.show')
  }

  #find({ auth, params }: HttpContext) {
    const { id: userId } = auth.getUserOrFail()
    return Passkey.query().where({ id: params.id, userId }).firstOrFail()
  }
}
