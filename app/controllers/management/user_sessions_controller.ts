import type { HttpContext } from '@adonisjs/core/http'
import User from '#models/user'
import UserPolicy from '#policies/user_policy'
import UserAdministration from '#services/user_administration'

/** All sessions of an account. */
export default class UserSessionsController {
  async destroy({ bouncer, params, response, session, t }: HttpContext) {
    const account = await User.findOrFail(params.user_id)
    await bouncer.with(UserPolicy).authorize('update', account)
    await UserAdministration.endAllSessions(account)

    session.flash('success', t('users.sessions_ended', { name: account.name }))
    return response.redirect().toRoute('management.users.show', { id: account.id })
  }
}
