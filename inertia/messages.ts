import { loaders } from 'virtual:messages'
import type { Data } from '@generated/data'
import { formattersOf, type Formatters } from '#i18n/message_runtime'
import type { MessageKey, Translate } from '@generated/messages'

/** A message compiled by app/i18n/message_compiler.ts. */
type Message = string | ((values: Values, formatters: Formatters) => string)
type Catalogue = Record<string, Message>

type Values = Record<string, unknown>

type Locale = Data.SharedProps['locale']

const DEFAULT_LOCALE = 'en'
const catalogues = new Map<string, Catalogue>()

/** Every language, with the name that it has in itself. */
export const languages = Object.keys(loaders).map((code) => ({
  code: code as Locale,
  name: nameOf(code),
}))

/** A page of an error may come without a language. */
export function supportedLocale(locale: unknown) {
  return typeof locale === 'string' && locale in loaders ? locale : DEFAULT_LOCALE
}

/** Fetches what `translator` needs. A page is shown when its locale's messages are here. */
export async function loadMessages(locale: unknown) {
  const name = supportedLocale(locale)
  if (!catalogues.has(name)) {
    const { default: catalogue } = await loaders[name]()
    catalogues.set(name, catalogue)
  }
}

export function translator(locale: unknown): Translate {
  const name = supportedLocale(locale)
  const catalogue = catalogues.get(name) ?? {}
  const formatters = formattersOf(name)

  return (key: MessageKey, values: Values = {}) => {
    const message = catalogue[key] ?? key
    return typeof message === 'string' ? message : message(values, formatters)
  }
}

function nameOf(locale: string) {
  const name = new Intl.DisplayNames(locale, { type: 'language' }).of(locale) ?? locale
  return name.charAt(0).toLocaleUpperCase(locale) + name.slice(1)
}

export function pageTitle(title: string, locale: unknown) {
  const t = translator(locale)
  const app = t('common.app_name')
  return title ? t('common.page_title', { title, app }) : app
}
