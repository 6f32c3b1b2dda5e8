import type { HttpContext } from '@adonisjs/core/http'
import settings from '#settings'
import AccountEvent from '#models/account_event'
import Setting from '#models/setting'
import SettingPolicy from '#policies/setting_policy'
import SettingTransformer from '#transformers/setting_transformer'
import { LARGEST_LOGO, settingsIn, updateSettingsValidator, valuesOf } from '#validators/setting'

export default class SettingsController {
  async index({ bouncer, inertia }: HttpContext) {
    await bouncer.with(SettingPolicy).authorize('list')
    return inertia.render('management/settings/index', {
      settings: SettingTransformer.transform(await Setting.list()),
      can: { update: await bouncer.with(SettingPolicy).allows('edit') },
    })
  }

  async edit({ bouncer, inertia }: HttpContext) {
    await bouncer.with(SettingPolicy).authorize('edit')
    const allowed = []
    for (const setting of await Setting.list()) {
      if (await bouncer.with(SettingPolicy).allows('update', [setting.name])) allowed.push(setting)
    }
    return inertia.render('management/settings/edit', {
      settings: SettingTransformer.transform(allowed),
      largestLogo: LARGEST_LOGO,
    })
  }

  async update({ auth, bouncer, request, response, session, t }: HttpContext) {
    await bouncer.with(SettingPolicy).authorize('edit')
    const names = settingsIn(request.all())
    await bouncer.with(SettingPolicy).authorize('update', names)
    const form = await request.validateUsing(updateSettingsValidator(names))
    const by = { id: auth.getUserOrFail().id, ...AccountEvent.originOf(request) }
    const { length: count } = await settings.change(valuesOf(names, form), { by })

    session.flash('success', t('global_settings.updated', { count }))
    return response.redirect().toRoute('management.settings.index')
  }
}
