import type { HttpContext } from '@adonisjs/core/http'
import AccountDeletion from '#models/account_deletion'
import User from '#models/user'
import UserPolicy from '#policies/user_policy'

/** The acts of an administrator come from the server: the owner does not see his address. */
const ORIGIN = { ipAddress: null, userAgent: null }

export default class UserDeletionsController {
  /** The account is erased after the days of grace. */
  async store({ bouncer, params, response, session, t }: HttpContext) {
    const account = await User.findOrFail(params.user_id)
    await bouncer.with(UserPolicy).authorize('delete', account)
    const { deletesAt } = await AccountDeletion.request(account, 'deletion_ordered', ORIGIN)

    session.flash('success', t('users.deleted', { name: account.name, on: deletesAt!.toMillis() }))
    return response.redirect().toRoute('management.users.show', { id: account.id })
  }

  async destroy({ bouncer, params, response, session, t }: HttpContext) {
    const account = await User.findOrFail(params.user_id)
    await bouncer.with(UserPolicy).authorize('delete', account)
    await AccountDeletion.keep(account, ORIGIN)

    session.flash('success', t('users.kept', { name: account.name }))
    return response.redirect().toRoute('management.users.show', { id: account.id })
  }
}
