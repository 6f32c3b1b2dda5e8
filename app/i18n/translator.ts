import type { I18n } from '@adonisjs/i18n'
import i18nManager from '@adonisjs/i18n/services/main'
import type { MessageKey, Translate } from '#generated/messages'

/** `t` of one locale, for mails, jobs and commands; in a request use `ctx.t`. */
export function translator(locale: string): Translate {
  return translateWith(i18nManager.locale(locale))
}

export function translateWith(i18n: I18n): Translate {
  return (key: MessageKey, values?: Record<string, unknown>) => i18n.t(key, values)
}
