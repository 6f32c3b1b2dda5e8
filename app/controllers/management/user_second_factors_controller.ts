import type { HttpContext } from '@adonisjs/core/http'
import SecondFactor from '#models/second_factor'
import User from '#models/user'
import UserPolicy from '#policies/user_policy'

/** The way back for an owner who has lost every factor. */
export default class UserSecondFactorsController {
  async destroy({ bouncer, params, response, session, t }: HttpContext) {
    const account = await User.findOrFail(params.user_id)
    await bouncer.with(UserPolicy).authorize('update', account)
    await SecondFactor.reset(account)

    session.flash('success', t('users.factor_reset', { name: account.name }))
    return response.redirect().toRoute('management.users.show', { id: account.id })
  }
}
