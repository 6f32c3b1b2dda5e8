import type { Page } from '@inertiajs/core'
import { areaLoaders, languages as all, loaders, loadMore, pageAreas } from 'virtual:messages'
import type { Translate } from '@generated/messages'
import {
  DEFAULT_LOCALE,
  flatten,
  formattersOf,
  plainText,
  type Message,
  type MessageTree,
  type Rich,
  type Values,
} from '#i18n/message_runtime'
import type { Region } from '#i18n/region'

type Catalogue = Record<string, Message>
type Load = () => Promise<{ default: MessageTree }>

/** The reader's locale or region. A locale alone has no time zone, so its dates are in the machine's. */
export type Reader = Partial<Region> | string | undefined

const catalogues = new Map<string, Catalogue>()
const loading = new Map<string, Promise<void>>()

/** Every language that a user can choose. */
export const languages = all.filter(({ isPseudo }) => !isPseudo)

/** The same languages and the current one, which may be a pseudo-locale. */
export function languagesBeside(current: string) {
  return all.filter(({ code, isPseudo }) => !isPseudo || code === current)
}

export function directionOf(locale: string) {
  return all.find(({ code }) => code === locale)?.dir ?? 'ltr'
}

/** The locale of the page. An error page may come without one. */
export function localeOf(page?: Page) {
  return supportedLocale((page?.props.region as Region | undefined)?.locale)
}

function supportedLocale(locale: unknown) {
  return typeof locale === 'string' && locale in loaders ? locale : DEFAULT_LOCALE
}

/** Loads the messages that `richTranslator` needs. A page is shown only after its messages are loaded. */
export async function loadMessages(locale: unknown, page = '') {
  const name = supportedLocale(locale)
  await Promise.all([loadOnce(name, name, loaders[name]), loadAreas(name, page)])
}

async function loadAreas(locale: string, page: string) {
  const known = page in pageAreas || page === '' ? { areaLoaders, pageAreas } : await loadMore()
  const areas = known.pageAreas[page] ?? []
  await Promise.all(
    areas.map((area) => loadOnce(`${locale}/${area}`, locale, known.areaLoaders[locale][area]))
  )
}

function translator(reader: Reader): Translate {
  const find = richTranslator(reader)
  return (key: string, values?: Values) => plainText(find(key, values))
}

/** Returns messages with their tags, for `<T>`. */
export function richTranslator(reader: Reader) {
  const { locale, timeZone } = typeof reader === 'object' ? reader : { locale: reader }
  const name = supportedLocale(locale)
  const formatters = formattersOf(name, timeZone)

  return (key: string, values: Values = {}): Rich => {
    const message = catalogues.get(name)?.[key] ?? key
    return typeof message === 'string' ? message : message(values, formatters)
  }
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** Inertia writes the result into the HTML as it is, and has escaped only `title`. */
export function pageTitle(title: string, page: Page) {
  const app = String(page.props.appName).replaceAll(/[&<>"]/g, (sign) => ENTITIES[sign])
  const t = translator(supportedLocale(localeOf(page)))
  return title ? t('common.page_title', { title, app }) : app
}

/** A failed load is retried with the next page. */
function loadOnce(name: string, locale: string, load: Load) {
  const started = loading.get(name) ?? merge(locale, load)
  loading.set(name, started)
  return started.catch((error) => {
    loading.delete(name)
    throw error
  })
}

async function merge(locale: string, load: Load) {
  const { default: messages } = await load()
  catalogues.set(locale, flatten(messages, '', catalogues.get(locale)))
}
