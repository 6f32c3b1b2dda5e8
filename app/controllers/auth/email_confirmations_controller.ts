import type { HttpContext } from '@adonisjs/core/http'
import AccountEvent from '#models/account_event'
import AccountOpening from '#models/account_opening'
import Registration from '#models/registration'
import User from '#models/user'
import ResendConfirmationLink from '#jobs/resend_confirmation_link'
import { LinkExpiredException } from '#exceptions/link_expired_exception'
import RegistrationTransformer from '#transformers/registration_transformer'
import {
  createEmailConfirmationValidator,
  updateEmailConfirmationValidator,
} from '#validators/auth'
import { hasSignedPath } from '#http/signed_path'
import BrowserSession from '#services/browser_session'
import SignUpProof from '#services/sign_up_proof'
import { secondsUntilMail, throttleMail } from '#start/mail_limiter'

export default class EmailConfirmationsController {
  async create({ inertia, session }: HttpContext) {
    const sentTo = session.flashMessages.get('sentTo') as string | undefined
    return inertia.render('auth/email_confirmations/create', {
      email: session.flashMessages.get('email') as string | undefined,
      sentTo,
      isResent: session.flashMessages.has('isResent'),
      wait: sentTo ? await secondsUntilMail('confirmation', sentTo) : 0,
    })
  }

  async store({ request, response, session, t }: HttpContext) {
    const { email } = await request.validateUsing(createEmailConfirmationValidator)
    await throttleMail('confirmation', email)
    const registrationId: string | null = session.get('registration_id', null)
    await ResendConfirmationLink.dispatch({ email, registrationId })

    session.flash({ sentTo: email, isResent: true, success: t('flash.confirmation_sent') })
    return response.redirect().toRoute('email_confirmations.create')
  }

  /**
   * The page that the link in the mail opens. Mail scanners open it too and run its scripts, so it changes nothing:
   * people press a button.
   */
  async show(ctx: HttpContext) {
    this.#checkSignature(ctx)
    const { inertia, params, request, response } = ctx
    const opened = await Registration.findOpened(params.id)
    if (opened && opened.userId !== ctx.auth.user?.id) return this.#askForLogIn(ctx, opened.email)
    const registration = opened ?? (await Registration.findPending(params.id))
    if (!registration) return this.#answerDeadLink(ctx)

    response.header('Cache-Control', 'no-store')
    return inertia.render('auth/email_confirmations/show', {
      registration: RegistrationTransformer.transform(registration),
      signature: request.input('signature') as string,
      isOwn: opened !== null,
      isStarter: SignUpProof.isStarter(ctx),
      asksTerms: opened === null && !SignUpProof.isStarter(ctx),
      asksPassword: opened === null && SignUpProof.isMissing(ctx, registration),
    })
  }

  async update(ctx: HttpContext) {
    this.#checkSignature(ctx)
    const { auth, params, request, response, session, t } = ctx
    const opened = await Registration.findOpened(params.id)
    if (opened) return this.#confirmOwn(ctx, opened)
    const { logOut, ...answer } = await request.validateUsing(updateEmailConfirmationValidator)
    // This account logged in after the page was opened, so the page did not ask whether to log it out.
    if (auth.user && auth.user.id !== logOut) return response.redirect().toPath(request.url(true))

    const registration = await Registration.findPending(params.id)
    if (!registration) return response.redirect().toPath(request.url(true))

    const proof = await SignUpProof.take(ctx, registration, answer)
    const user = await AccountOpening.confirm(params.id, AccountEvent.originOf(request), proof)
    if (!user) return response.redirect().toPath(request.url(true))

    await BrowserSession.logOut(ctx)
    await BrowserSession.logIn(ctx, user, { isFirst: true })
    session.flash({ success: t('flash.confirmed'), clearHistory: true })
    return response.redirect().toRoute('dashboard.index')
  }

  async #confirmOwn(
    { auth, params, request, response, session, t }: HttpContext,
    { userId }: Registration
  ) {
    if (userId !== auth.user?.id) return response.redirect().toPath(request.url(true))

    const user = await AccountOpening.confirmOpened(params.id, AccountEvent.originOf(request))
    if (!user) return response.redirect().toPath(request.url(true))
    session.flash('success', t('flash.confirmed'))
    return response.redirect().toRoute('dashboard.index')
  }

  /**
   * The link proves only the mailbox. A person who got it without having signed up must not confirm the account of
   * somebody else, whose password would go on working: the owner of the address resets the password instead.
   */
  async #askForLogIn(ctx: HttpContext, email: string) {
    const { auth, request, response, session, t } = ctx
    if (auth.user) {
      session.flash('error', t('confirmation.other_account', { email }))
      return response.redirect().toRoute('dashboard.index')
    }
    session.setIntendedUrl(request.url(true))
    session.flash({ email, notice: t('confirmation.log_in_first') })
    return response.redirect().toRoute('sessions.create')
  }

  #checkSignature({ request }: HttpContext) {
    if (hasSignedPath(request, Registration.linkPurpose)) return
    throw new LinkExpiredException('sign_up')
  }

  /** Redirects the account that is logged in to its next step, if the link is its own. */
  async #answerDeadLink({ auth, params, response, session, t }: HttpContext) {
    const registration = await Registration.find(params.id)
    const account = registration?.userId ? await User.find(registration.userId) : null
    if (!account || account.id !== auth.user?.id) {
      throw new LinkExpiredException(account?.isConfirmed ? 'sign_up_used' : 'sign_up_expired')
    }

    if (!account.isConfirmed) {
      session.flash('error', t('flash.confirmation_expired'))
      return response.redirect().toRoute('account_confirmations.create')
    }
    session.flash('success', t('flash.already_confirmed'))
    return response.redirect().toRoute('dashboard.index')
  }
}
