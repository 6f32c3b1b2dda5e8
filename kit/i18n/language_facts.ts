import { existsSync } from 'node:fs'
import { resolve } from 'node:path'

/** What a language is called in another one, or in itself, as it stands in a menu. */
export function languageTitle(locale: string, language = locale) {
  const name = new Intl.DisplayNames(language, { type: 'language' }).of(locale) ?? locale
  return name.charAt(0).toLocaleUpperCase(language) + name.slice(1)
}

/** The locale of Nuxt UI whose labels fit: the same one, or of a region's language the language. */
export function interfaceLocaleOf(locale: string, root = '.') {
  return [locale, new Intl.Locale(locale).language].find((tag) =>
    existsSync(
      resolve(root, 'node_modules', interfaceModule(tag).replace('runtime', 'dist/runtime'))
    )
  )
}

export function interfaceModule(locale: string) {
  return `@nuxt/ui/runtime/locale/${locale.replaceAll('-', '_').toLowerCase()}.js`
}
