import type { HttpContext } from '@adonisjs/core/http'
import settings from '#settings'
import AccountEvent from '#models/account_event'
import Logo from '#models/logo'
import SettingPolicy from '#policies/setting_policy'
import { storeLogoValidator } from '#validators/setting'

export default class LogosController {
  async store({ auth, bouncer, request, response, session, t }: HttpContext) {
    await bouncer.with(SettingPolicy).authorize('update', ['product.logo'])
    const { logo } = await request.validateUsing(storeLogoValidator)
    const by = { id: auth.getUserOrFail().id, ...AccountEvent.originOf(request) }
    await settings.set('product.logo', await Logo.store(logo.tmpPath!), { by })

    session.flash('success', t('global_settings.product.logo.updated'))
    return response.redirect().toRoute('management.settings.index')
  }
}
