import type { HttpContext } from '@adonisjs/core/http'
import AccountEvent from '#models/account_event'
import Registration from '#models/registration'
import { browserTimeZone } from '#i18n/region_cookies'
import { createRegistrationValidator } from '#validators/auth'
import { throttleAccount } from '#start/limiter'

export default class RegistrationsController {
  /** A refused form that was sent without scripts keeps its texts. */
  async create({ inertia, session }: HttpContext) {
    return inertia.render('auth/registrations/create', {
      name: session.flashMessages.get('name') as string | undefined,
      email: session.flashMessages.get('email') as string | undefined,
    })
  }

  async store({ locale, request, response, session }: HttpContext) {
    const details = await request.validateUsing(createRegistrationValidator)
    await throttleAccount('registration', details.email)
    const signUp = { ...details, locale, timeZone: browserTimeZone(request) }
    const { id, email } = await Registration.signUp(signUp, AccountEvent.originOf(request))

    session.put('registration_id', id)
    session.flash('sentTo', email)
    return response.redirect().toRoute('email_confirmations.create')
  }
}
