import { I18n } from '@adonisjs/i18n'
import i18nManager from '@adonisjs/i18n/services/main'
import { RequestValidator, type HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { acceptedLocale } from '#i18n/accept_language'
import { directionOf, isPseudo } from '#i18n/catalogue'
import { defaultRegion } from '#i18n/default_region'
import type { Region } from '#i18n/region'
import { browserTimeZone, chosenLocale, rememberLocale } from '#i18n/region_cookies'
import { timeZoneNamed } from '#i18n/time_zones'

/**
 * Chooses the language of the request: from `?lang`, else the account, the cookie, the browser or the default. Chooses
 * the time zone from the account, else the browser. It runs before routing, because the 404 page needs both too, and
 * again once the account is loaded.
 */
export default class LocaleMiddleware {
  static {
    // i18n: validator.shared.*
    RequestValidator.messagesProvider = (ctx) => ctx.i18n.createMessagesProvider()
  }

  async handle(ctx: HttpContext, next: NextFn) {
    const isRouted = ctx.region !== undefined
    if (!isRouted || ctx.auth.user) this.#use(ctx, this.#regionOf(ctx))
    if (isRouted && !ctx.auth.user) this.#rememberChoice(ctx)

    const output = await next()
    ctx.response.vary('Accept-Language, Cookie')
    return output
  }

  #regionOf(ctx: HttpContext): Region {
    const { auth, request } = ctx
    const user = auth?.user
    return {
      ...user?.region,
      locale: this.#localeOf(ctx),
      timeZone:
        timeZoneNamed(user?.timeZone) ?? browserTimeZone(request) ?? defaultRegion().timeZone,
    }
  }

  #localeOf(ctx: HttpContext): string {
    const { auth, request } = ctx
    return (
      this.#choiceOf(ctx) ??
      this.#spoken(auth?.user?.locale) ??
      this.#spoken(chosenLocale(request)) ??
      acceptedLocale(request.header('accept-language', '')!, this.#offered)
    )
  }

  /** `?lang` of a page, which the links for search engines have. */
  #choiceOf({ request }: HttpContext) {
    return ['GET', 'HEAD'].includes(request.method()) ? this.#spoken(request.qs().lang) : undefined
  }

  /** For a logged-in user, `?lang` changes the language of this page only. */
  #rememberChoice(ctx: HttpContext) {
    const choice = this.#choiceOf(ctx)
    if (choice && choice !== chosenLocale(ctx.request)) {
      rememberLocale(ctx.response, choice)
    }
  }

  #spoken(locale: unknown) {
    return i18nManager.supportedLocales().find((one) => one === locale)
  }

  /** The order decides when the client accepts any language. */
  get #offered() {
    const locales = i18nManager.supportedLocales().filter((one) => !isPseudo(one))
    return [...new Set([defaultRegion().locale, ...locales])]
  }

  #use(ctx: HttpContext, region: Region) {
    const { locale } = region
    ctx.region = region
    ctx.locale = locale
    ctx.i18n = i18nManager.locale(locale)
    ctx.containerResolver.bindValue(I18n, ctx.i18n)
    ctx.response.header('Content-Language', locale)
    if ('view' in ctx) ctx.view.share({ i18n: ctx.i18n, locale, dir: directionOf(locale) })
  }
}

declare module '@adonisjs/core/http' {
  export interface HttpContext {
    i18n: I18n
    locale: string
    region: Region
  }
}
