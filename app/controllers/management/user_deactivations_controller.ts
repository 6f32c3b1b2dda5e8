import type { HttpContext } from '@adonisjs/core/http'
import User from '#models/user'
import UserPolicy from '#policies/user_policy'
import UserAdministration from '#services/user_administration'

export default class UserDeactivationsController {
  async store({ bouncer, params, response, session, t }: HttpContext) {
    const account = await User.findOrFail(params.user_id)
    await bouncer.with(UserPolicy).authorize('update', account)
    await UserAdministration.disable(account)

    session.flash('success', t('users.disabled', { name: account.name }))
    return response.redirect().toRoute('management.users.show', { id: account.id })
  }

  async destroy({ bouncer, params, response, session, t }: HttpContext) {
    const account = await User.findOrFail(params.user_id)
    await bouncer.with(UserPolicy).authorize('update', account)
    await UserAdministration.enable(account)

    session.flash('success', t('users.enabled', { name: account.name }))
    return response.redirect().toRoute('management.users.show', { id: account.id })
  }
}
