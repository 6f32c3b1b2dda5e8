import { HttpContext } from '@adonisjs/core/http'
import { formatsOf, type Formats } from '#i18n/formats'
import type { Translator } from '#i18n/translate'
import { defaultRegion } from '#i18n/default_region'
import { translator } from '#i18n/translator'

/** Not a singleton: the locale can change during a request. */
HttpContext.getter('t', function (this: HttpContext) {
  return translator(this.region ?? this.locale ?? defaultRegion().locale)
})

/** A request that is answered early has no region yet, and perhaps no locale. */
HttpContext.getter('formats', function (this: HttpContext) {
  const { locale, region } = this as Partial<HttpContext>
  return formatsOf(region ?? { ...defaultRegion(), ...(locale && { locale }) })
})

declare module '@adonisjs/core/http' {
  interface HttpContext {
    t: Translator
    formats: Formats
  }
}
