import type { HttpContext } from '@adonisjs/core/http'
import AccountEvent from '#models/account_event'
import User from '#models/user'
import { browserTimeZone } from '#i18n/region_cookies'
import { createRegistrationValidator } from '#validators/auth'
import { throttleAccount } from '#start/limiter'

export default class RegistrationsController {
  async create({ inertia }: HttpContext) {
    return inertia.render('auth/registrations/create', {})
  }

  async store({ locale, request, response, session }: HttpContext) {
    const registration = await request.validateUsing(createRegistrationValidator)
    await throttleAccount('registration', registration.email)
    const timeZone = browserTimeZone(request)
    await User.register({ ...registration, locale, timeZone }, AccountEvent.originOf(request))

    session.flash('email', registration.email)
    return response.redirect().toRoute('email_confirmations.create')
  }
}
