import type { TranslationsFormatterContract } from '@adonisjs/i18n/types'
import { messageOf } from '#i18n/message_formatter'
import { formattersOf, plainText, type Message, type Values } from '#i18n/message_runtime'

/** More than any catalogue has. The limit keeps texts that are composed at run time from filling the memory. */
const REMEMBERED = 10_000

/**
 * The message formatter of AdonisJS for `i18n.t`, Edge and validator messages. It parses a message once; the stock one
 * parses it for every call.
 */
export class IcuFormatter implements TranslationsFormatterContract {
  readonly name = 'icu'
  #messages = new Map<string, Message>()

  format(text: string, locale: string, values: Values = {}): string {
    const message = this.#messageOf(text, locale)
    return typeof message === 'string' ? message : plainText(message(values, formattersOf(locale)))
  }

  #messageOf(text: string, locale: string) {
    const name = `${locale} ${text}`
    const message = this.#messages.get(name) ?? messageOf(text, locale)
    if (this.#messages.size >= REMEMBERED) this.#messages.clear()
    this.#messages.set(name, message)
    return message
  }
}
