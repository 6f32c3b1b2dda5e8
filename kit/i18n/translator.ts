import i18nManager from '@adonisjs/i18n/services/main'
import { messageOf } from '#i18n/message_formatter'
import {
  DEFAULT_LOCALE,
  formattersOf,
  plainText,
  type Message,
  type Values,
} from '#i18n/message_runtime'
import type { Region } from '#i18n/region'
import type { Translator } from '#i18n/translate'

/** Limits the cache, because time zones come from browsers and could be any text. */
const REMEMBERED = 1000

type Texts = Record<string, string>

let loaded: unknown
const messages = new Map<string, Map<string, Message>>()
const translators = new Map<string, Translator>()

/**
 * `t` for mails, jobs and commands; in a request use `ctx.t`. Dates are in the region's time zone; a locale alone uses
 * the server's.
 */
export function translator(reader: Region | string): Translator {
  const { locale, timeZone = '' }: Partial<Region> =
    typeof reader === 'string' ? { locale: reader } : reader
  forgetWhatWasReloaded()

  const name = `${locale} ${timeZone}`
  const known = translators.get(name)
  if (known) {
    return known
  }
  const made = createTranslator(locale ?? DEFAULT_LOCALE, timeZone || undefined)
  if (translators.size >= REMEMBERED) translators.clear()
  translators.set(name, made)
  return made
}

function createTranslator(locale: string, timeZone?: string): Translator {
  const formatters = formattersOf(locale, timeZone)
  const known = messages.get(locale) ?? new Map<string, Message>()
  messages.set(locale, known)

  return (key: string, values: Values = {}) => {
    let message = known.get(key)
    if (message === undefined) {
      message = find(key, locale)
      known.set(key, message)
    }
    return typeof message === 'string' ? message : plainText(message(values, formatters))
  }
}

/** A message without a translation follows the rules of its own language. */
function find(key: string, locale: string): Message {
  const text = textsOf(locale)[key]
  if (text) {
    return messageOf(text, locale)
  }
  const message = messageOf(textsOf(DEFAULT_LOCALE)[key] ?? key, DEFAULT_LOCALE)
  return typeof message === 'string' ? message : (values, { fallback }) => message(values, fallback)
}

function textsOf(locale: string): Texts {
  return i18nManager.getTranslationsFor(locale)
}

function forgetWhatWasReloaded() {
  if (loaded !== i18nManager.getTranslations()) {
    loaded = i18nManager.getTranslations()
    messages.clear()
    translators.clear()
  }
}
