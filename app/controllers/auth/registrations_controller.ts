import type { HttpContext } from '@adonisjs/core/http'
import AccountEvent from '#models/account_event'
import Registration from '#models/registration'
import { browserTimeZone } from '#i18n/region_cookies'
import { createRegistrationValidator } from '#validators/auth'
import { throttleAccount } from '#start/limiter'

export default class RegistrationsController {
  async create({ inertia }: HttpContext) {
    return inertia.render('auth/registrations/create', {})
  }

  async store({ locale, request, response, session }: HttpContext) {
    const details = await request.validateUsing(createRegistrationValidator)
    await throttleAccount('registration', details.email)
    const signUp = { ...details, locale, timeZone: browserTimeZone(request) }
    const { id, email } = await Registration.signUp(signUp, AccountEvent.originOf(request))

    session.put('registration_id', id)
    session.flash('email', email)
    return response.redirect().toRoute('email_confirmations.create')
  }
}
