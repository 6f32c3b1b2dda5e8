import { HttpContext } from '@adonisjs/core/http'
import { translateWith } from '#i18n/translator'
import type { Translate } from '#generated/messages'

/** Not a singleton: the locale of a request may change while it is handled. */
HttpContext.getter('t', function (this: HttpContext) {
  return translateWith(this.i18n)
})

declare module '@adonisjs/core/http' {
  interface HttpContext {
    t: Translate
  }
}
