import type { HttpContext } from '@adonisjs/core/http'
import AccountEvent from '#models/account_event'
import EmailChange from '#models/email_change'
import { createEmailChangeValidator } from '#validators/auth'
import { secondsUntilEmailChange, throttleEmailChange } from '#start/mail_limiter'

export default class EmailChangesController {
  async create({ auth, inertia }: HttpContext) {
    const user = auth.getUserOrFail()
    const pending = await user
      .related('emailChanges')
      .query()
      .withScopes((scopes) => scopes.pending())
      .first()

    return inertia.render('settings/email_changes/create', {
      email: user.email,
      pendingEmail: pending?.email,
      wait: pending ? await secondsUntilEmailChange(user.id, pending.email) : 0,
    })
  }

  async store({ auth, request, response, session, t }: HttpContext) {
    const user = auth.getUserOrFail()
    const { email } = await request.validateUsing(createEmailChangeValidator, { meta: { user } })
    await throttleEmailChange(user.id, email)
    await EmailChange.request(user, email, AccountEvent.originOf(request))

    session.flash('success', t('flash.email_change_requested'))
    return response.redirect().toRoute('email_changes.create')
  }

  async destroy({ auth, request, response, session, t }: HttpContext) {
    await EmailChange.cancel(auth.getUserOrFail(), AccountEvent.originOf(request))

    session.flash('success', t('flash.email_change_cancelled'))
    return response.redirect().toRoute('email_changes.create')
  }
}
