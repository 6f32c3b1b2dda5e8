import { I18n } from '@adonisjs/i18n'
import i18nManager from '@adonisjs/i18n/services/main'
import { RequestValidator, type HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { LOCALES, type Locale } from '#config/i18n'

export const LOCALE_COOKIE = 'locale'

/**
 * Chooses the request's language: the account's, then the cookie's, then the browser's, then the default.
 * Runs before routing, for pages of no route need it too, and again once the account is known.
 */
export default class LocaleMiddleware {
  static {
    RequestValidator.messagesProvider = (ctx) => ctx.i18n.createMessagesProvider()
  }

  handle(ctx: HttpContext, next: NextFn) {
    if (!ctx.locale || ctx.auth.user) this.#use(ctx, this.#localeOf(ctx))
    return next()
  }

  #localeOf({ auth, request }: HttpContext): Locale {
    return (
      this.#supported(auth?.user?.locale) ??
      this.#supported(request.plainCookie(LOCALE_COOKIE, { encoded: false })) ??
      this.#supported(i18nManager.getSupportedLocaleFor(request.languages())) ??
      'en'
    )
  }

  #supported(locale?: string | null) {
    return LOCALES.find((one) => one === locale)
  }

  #use(ctx: HttpContext, locale: Locale) {
    ctx.locale = locale
    ctx.i18n = i18nManager.locale(locale)
    ctx.containerResolver.bindValue(I18n, ctx.i18n)
    ctx.response.header('Content-Language', locale)
    if ('view' in ctx) ctx.view.share({ i18n: ctx.i18n, locale, dir: 'ltr' })
  }
}

declare module '@adonisjs/core/http' {
  export interface HttpContext {
    i18n: I18n
    locale: Locale
  }
}
