import app from '@adonisjs/core/services/app'
import { defineConfig } from '@adonisjs/i18n'
import { LOCALES, type Locale } from '#generated/locales'
import { DEFAULT_LOCALE, pseudoLocalesIn } from '#i18n/catalogue'
import { CatalogueLoader } from '#i18n/catalogue_loader'
import { IcuFormatter } from '#i18n/icu_formatter'

/** Every supported language: its catalogue is `resources/lang/<locale>`. */
export { LOCALES, type Locale }

const folder = app.languageFilesPath()
const pseudoLocales = app.inProduction ? [] : await pseudoLocalesIn(folder)

/** The supported languages and, outside production, the pseudo-locales that `i18n:pseudo` has written. */
export function spokenLocales(): string[] {
  return [...LOCALES, ...pseudoLocales]
}

async function report(problem: string) {
  const logger = await app.container.make('logger')
  logger.error(`A message cannot be used: ${problem}`)
}

const i18nConfig = defineConfig({
  defaultLocale: DEFAULT_LOCALE,
  supportedLocales: spokenLocales(),
  /** Listed for each locale: otherwise AdonisJS negotiates the fallback again for each request. */
  fallbackLocales: Object.fromEntries(spokenLocales().map((locale) => [locale, DEFAULT_LOCALE])),
  formatter: () => new IcuFormatter(),
  loaders: [() => new CatalogueLoader(folder, spokenLocales(), report)],
})

export default i18nConfig
