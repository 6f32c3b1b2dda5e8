import type { HttpContext } from '@adonisjs/core/http'
import settings from '#settings'
import AccountEvent from '#models/account_event'
import SettingPolicy from '#policies/setting_policy'
import { storeSettingDefaultValidator } from '#validators/setting'

/** Gives a setting its default again. */
export default class SettingDefaultsController {
  async store({ auth, bouncer, request, response, session, t }: HttpContext) {
    await bouncer.with(SettingPolicy).authorize('edit')
    const { name } = await request.validateUsing(storeSettingDefaultValidator)
    await bouncer.with(SettingPolicy).authorize('update', [name])
    const by = { id: auth.getUserOrFail().id, ...AccountEvent.originOf(request) }
    await settings.reset(name, { by })

    const title = t(`global_settings.${name}.name`)
    session.flash('success', t('global_settings.was_reset', { name: title }))
    return response.redirect().toRoute('management.settings.index')
  }
}
