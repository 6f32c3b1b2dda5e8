import type { HttpContext } from '@adonisjs/core/http'
import User from '#models/user'
import UserPolicy from '#policies/user_policy'
import UserAdministration from '#services/user_administration'

/** Whether an account must have a second factor, whatever its groups require. */
export default class UserSecondFactorDutiesController {
  async store({ bouncer, params, response, session, t }: HttpContext) {
    const account = await User.findOrFail(params.user_id)
    await bouncer.with(UserPolicy).authorize('update', account)
    await UserAdministration.requireSecondFactor(account, true)

    session.flash('success', t('users.factor_required', { name: account.name }))
    return response.redirect().toRoute('management.users.show', { id: account.id })
  }

  async destroy({ bouncer, params, response, session, t }: HttpContext) {
    const account = await User.findOrFail(params.user_id)
    await bouncer.with(UserPolicy).authorize('update', account)
    await UserAdministration.requireSecondFactor(account, false)

    session.flash('success', t('users.factor_released', { name: account.name }))
    return response.redirect().toRoute('management.users.show', { id: account.id })
  }
}
