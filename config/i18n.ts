import app from '@adonisjs/core/services/app'
import { defineConfig, formatters, loaders } from '@adonisjs/i18n'

/** Every language the app speaks: its catalogue is `resources/lang/<locale>`. */
export const LOCALES = ['ar', 'en', 'es'] as const
export type Locale = (typeof LOCALES)[number]

const i18nConfig = defineConfig({
  defaultLocale: 'en',
  supportedLocales: [...LOCALES],
  formatter: formatters.icu(),
  loaders: [loaders.fs({ location: app.languageFilesPath() })],
})

export default i18nConfig
