import { errors } from '@vinejs/vine'
import type { HttpContext } from '@adonisjs/core/http'
import { activeProviders } from '#config/social_log_in'
import AccountEvent from '#models/account_event'
import AccountOpening from '#models/account_opening'
import Registration, { type SignUp } from '#models/registration'
import settings from '#settings'
import BrowserSession from '#services/browser_session'
import { browserTimeZone } from '#i18n/region_cookies'
import ProviderTransformer from '#transformers/provider_transformer'
import { createRegistrationValidator } from '#validators/auth'
import { throttleAccount } from '#start/limiter'
import { countMail } from '#start/mail_limiter'

export default class RegistrationsController {
  /** A refused form that was sent without scripts keeps its texts. */
  async create({ inertia, response, session }: HttpContext) {
    if (!settings.get('registration.isOpen')) {
      response.status(404)
      return inertia.render('auth/registrations/closed', {})
    }

    return inertia.render('auth/registrations/create', {
      name: session.flashMessages.get('name') as string | undefined,
      email: session.flashMessages.get('email') as string | undefined,
      providers: activeProviders().map((name) => new ProviderTransformer(name).toObject()),
    })
  }

  async store(ctx: HttpContext) {
    const { locale, request, response, session } = ctx
    if (!settings.get('registration.isOpen')) {
      return response.redirect().toRoute('registrations.create')
    }

    const { terms, ...details } = await request.validateUsing(createRegistrationValidator)
    await throttleAccount('registration', details.email)
    const signUp = {
      ...details,
      hasAcceptedTerms: terms,
      locale,
      timeZone: browserTimeZone(request),
    }
    if (settings.get('registration.verification') !== 'mandatory') return this.#open(ctx, signUp)

    const { id, email } = await Registration.signUp(signUp, AccountEvent.originOf(request))
    await countMail('confirmation', email)
    session.put('registration_id', id)
    session.flash('sentTo', email)
    return response.redirect().toRoute('email_confirmations.create')
  }

  /** Logs in to the new account at once: its address is confirmed later or never. */
  async #open(ctx: HttpContext, signUp: SignUp) {
    const { request, response, t } = ctx
    const user = await AccountOpening.open(signUp, AccountEvent.originOf(request))
    if (!user) {
      const message = t('auth.registrations.taken')
      throw new errors.E_VALIDATION_ERROR([{ field: 'email', rule: 'taken', message }])
    }

    if (settings.get('registration.verification') === 'optional')
      await countMail('confirmation', user.email)
    await BrowserSession.logIn(ctx, user, { isFirst: true })
    return response.redirect().toRoute('dashboard.index')
  }
}
