import app from '@adonisjs/core/services/app'
import { type HttpContext, ExceptionHandler } from '@adonisjs/core/http'
import type { HttpError } from '@adonisjs/core/types/http'
import { errors as authErrors } from '@adonisjs/auth'
import { errors as bouncerErrors } from '@adonisjs/bouncer'
import { errors as shieldErrors } from '@adonisjs/shield'
import { ActRefusedException } from '#exceptions/act_refused_exception'
import { LinkExpiredException } from '#exceptions/link_expired_exception'
import AccessMiddleware from '#http/middleware/access_middleware'
import AccountMiddleware from '#http/middleware/account_middleware'
import { isApi } from '#http/api/api_path'
import { challenge } from '#http/api/challenge'
import { isUnavailable } from '#http/unavailable'
import { problemOf, waitOf, type Problem } from '#http/problem'
import { expiredForm } from '#http/forms/expired_form'
import { takenValue } from '#http/input/taken_value'
import { isOfEndedLogIn, isOfOtherAccount } from '#http/forms/account'
import { keepUnsentForm } from '#http/forms/unsent_form'
import { asReader } from '#http/reader'
import { wantsJson, wantsProblem } from '#http/wanted_answer'
import { reportRequestError } from '#telemetry/main'

export default class HttpExceptionHandler extends ExceptionHandler {
  /**
   * Development shows the stack of a bug (a 500) in the browser; every other error has its page.
   */
  protected debug = app.inDev

  async handle(error: unknown, ctx: HttpContext) {
    const httpError = this.#normalize(error, ctx)
    AccessMiddleware.noteError(ctx)

    if (isApi(ctx)) return this.#answer(httpError, ctx)
    if (this.#goesBack(httpError, ctx)) {
      return httpError instanceof authErrors.E_INVALID_CREDENTIALS
        ? this.#backToLogin(ctx)
        : super.handle(httpError, ctx)
    }
    if (this.#asksForLogin(httpError, ctx)) return this.#toLogin(ctx)
    if (httpError instanceof ActRefusedException && this.#isForm(ctx)) {
      ctx.session.flash('error', ctx.t(httpError.text))
      return ctx.response.redirect().withQs().back()
    }
    if (this.debug && httpError.status === 500 && !wantsProblem(ctx)) {
      return this.renderErrorAsHTML(httpError, ctx)
    }
    return this.#answer(httpError, ctx)
  }

  async report(error: unknown, ctx: HttpContext) {
    const httpError = this.#normalize(error, ctx)
    reportRequestError(httpError, ctx)
    return super.report(httpError, ctx)
  }

  #normalize(error: unknown, ctx: HttpContext) {
    const httpError = this.toHttpError(takenValue(error, ctx) ?? error)
    if (isUnavailable(error)) httpError.status = 503
    // The router and redirects decode parts of the address; nothing else throws a URIError.
    if (error instanceof URIError) httpError.status = 400
    if (error instanceof shieldErrors.E_BAD_CSRF_TOKEN) httpError.status = 419
    // A policy can hide that the record exists: its answer has the status 404 then.
    if (error instanceof bouncerErrors.E_AUTHORIZATION_FAILURE) {
      httpError.status = error.response.status ?? 403
    }
    return httpError
  }

  /**
   * Redirects back to the form and shows its errors.
   */
  #goesBack(error: HttpError, ctx: HttpContext) {
    // The framework reads its summary of a validation error. i18n: errors.E_VALIDATION_ERROR
    const isFormError =
      error.code === 'E_VALIDATION_ERROR' || error instanceof authErrors.E_INVALID_CREDENTIALS
    return isFormError && ctx.session && this.#isForm(ctx)
  }

  #isForm(ctx: HttpContext) {
    return ctx.request.method() !== 'GET' && !wantsJson(ctx)
  }

  /** The framework would flash it as `error`, which is a toast: the message belongs to the form. */
  #backToLogin({ response, session, t }: HttpContext) {
    session.flashExcept(['_csrf', '_method', 'password'])
    session.flash('formError', t('flash.invalid_credentials'))
    return response.redirect().back()
  }

  #asksForLogin(error: HttpError, ctx: HttpContext) {
    const hasEnded = AccountMiddleware.hasEndedSession(ctx) || isOfEndedLogIn(ctx)
    const isEnded = error instanceof shieldErrors.E_BAD_CSRF_TOKEN && hasEnded
    const isRefused = isEnded || error instanceof authErrors.E_UNAUTHORIZED_ACCESS
    return isRefused && !wantsJson(ctx)
  }

  #toLogin(ctx: HttpContext) {
    const { request, response, session } = ctx
    const isPage = request.method() === 'GET'
    const page = isPage ? request.url(true) : response.redirect().getPreviousUrl('/')
    session.setIntendedUrl(page)
    const notice = isPage ? this.#noticeOfPage(ctx) : this.#noticeOfForm(ctx, page)
    if (notice) session.flash('notice', notice)
    return response.redirect().toRoute('sessions.create')
  }

  #noticeOfPage(ctx: HttpContext) {
    return AccountMiddleware.hasEndedSession(ctx) ? ctx.t('flash.session_ended') : undefined
  }

  /** A form is not sent again after the log-in. The person comes back to its page, which has what was typed. */
  #noticeOfForm(ctx: HttpContext, page: string) {
    if (keepUnsentForm(ctx, page)) return ctx.t('flash.session_ended_kept')
    const hasEnded = AccountMiddleware.hasEndedSession(ctx) || isOfEndedLogIn(ctx)
    return hasEnded ? ctx.t('flash.session_ended_repeat') : undefined
  }

  async #answer(error: HttpError, ctx: HttpContext) {
    const wait = waitOf(error)
    if (wait !== undefined) ctx.response.header('Retry-After', wait)
    if (isApi(ctx)) challenge(error, ctx)
    if (error.status === 503) ctx.response.header('Retry-After', 5)

    const problem = problemOf(error, ctx)
    if (error instanceof LinkExpiredException) problem.detail = ctx.t(`errors.links.${error.link}`)
    if (error instanceof ActRefusedException) problem.detail = ctx.t(error.text)
    ctx.response.status(problem.status)
    ctx.response.vary('Accept')
    if (wantsProblem(ctx)) {
      return ctx.response.type('application/problem+json').send(problem)
    }
    ctx.response.send(await this.#page(problem, error, ctx))
  }

  /**
   * Falls back to plain text if the error page cannot be rendered.
   */
  async #page({ status, title, detail, requestId }: Problem, error: HttpError, ctx: HttpContext) {
    try {
      return await asReader(ctx, async () =>
        ctx.inertia.render('errors/show', {
          status,
          detail,
          requestId,
          wait: waitOf(error),
          expired: this.#isKept(status, ctx) ? expiredForm(ctx) : undefined,
          link: error instanceof LinkExpiredException ? error.link : undefined,
        })
      )
    } catch (renderError) {
      ctx.logger.error({ err: renderError }, 'The error page could not be rendered')
      return `<!DOCTYPE html><title>${title}</title><h1>${title}</h1><p>${detail}</p>`
    }
  }

  /** The form can be sent again: its page was open for too long, or it was sent too soon or too often. */
  #isKept(status: number, ctx: HttpContext) {
    if (status === 419) return !isOfOtherAccount(ctx)
    return status === 429 && ctx.request.method() !== 'GET'
  }
}
