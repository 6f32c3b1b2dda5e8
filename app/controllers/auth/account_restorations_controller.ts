import type { HttpContext } from '@adonisjs/core/http'
import AccountDeletion from '#models/account_deletion'
import AccountEvent from '#models/account_event'

/**
 * The page that undoes the deletion of an account. Until then the member sees no other page.
 */
export default class AccountRestorationsController {
  async create({ auth, inertia, response }: HttpContext) {
    const { deletesAt, email } = auth.getUserOrFail()
    if (!deletesAt) return response.redirect().toRoute('dashboard.index')

    return inertia.render('auth/account_restorations/create', {
      email,
      deletesAt: deletesAt.toMillis(),
    })
  }

  async store({ auth, request, response, session, t }: HttpContext) {
    await AccountDeletion.keep(auth.getUserOrFail(), AccountEvent.originOf(request))

    session.flash('success', t('flash.deletion_undone'))
    return response.redirect().toRoute('dashboard.index')
  }
}
