import { HttpContext } from '@adonisjs/core/http'
import { formatsOf, type Formats } from '#i18n/formats'
import { translateWith } from '#i18n/translator'
import type { Region } from '#i18n/region'
import type { Translate } from '#generated/messages'

/** Not a singleton: the locale of a request may change while it is handled. */
HttpContext.getter('t', function (this: HttpContext) {
  return translateWith(this.i18n)
})

/** A request that is answered before its region is known has the language at most. */
HttpContext.getter('formats', function (this: HttpContext) {
  const { locale = 'en', region } = this as Partial<HttpContext & { region: Region }>
  return formatsOf(region ?? { locale, timeZone: 'UTC' })
})

declare module '@adonisjs/core/http' {
  interface HttpContext {
    t: Translate
    formats: Formats
  }
}
