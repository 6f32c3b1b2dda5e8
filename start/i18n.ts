import { HttpContext } from '@adonisjs/core/http'
import type { Translate } from '#generated/messages'
import { DEFAULT_LOCALE } from '#i18n/message_runtime'
import type { Region } from '#i18n/region'
import { translator } from '#i18n/translator'

/** Not a singleton: the locale of a request may change while it is handled. */
HttpContext.getter('t', function (this: HttpContext & { region?: Region }) {
  return translator(this.region ?? this.locale ?? DEFAULT_LOCALE)
})

declare module '@adonisjs/core/http' {
  interface HttpContext {
    t: Translate
  }
}
