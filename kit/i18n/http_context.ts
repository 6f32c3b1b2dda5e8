import { HttpContext } from '@adonisjs/core/http'
import { formatsOf, type Formats } from '#i18n/formats'
import type { Translator } from '#i18n/translate'
import { DEFAULT_LOCALE } from '#i18n/message_runtime'
import { DEFAULT_REGION } from '#i18n/region'
import { translator } from '#i18n/translator'

/** Not a singleton: the locale can change during a request. */
HttpContext.getter('t', function (this: HttpContext) {
  return translator(this.region ?? this.locale ?? DEFAULT_LOCALE)
})

/** A request that is answered early has no region yet, and perhaps no locale. */
HttpContext.getter('formats', function (this: HttpContext) {
  const { locale = DEFAULT_REGION.locale, region } = this as Partial<HttpContext>
  return formatsOf(region ?? { ...DEFAULT_REGION, locale })
})

declare module '@adonisjs/core/http' {
  interface HttpContext {
    t: Translator
    formats: Formats
  }
}
