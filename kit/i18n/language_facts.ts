import { existsSync } from 'node:fs'
import { resolve } from 'node:path'

/** The name of a language in another language, or in itself, capitalized for a menu. */
export function languageTitle(locale: string, language = locale) {
  const name = new Intl.DisplayNames(language, { type: 'language' }).of(locale) ?? locale
  return name.charAt(0).toLocaleUpperCase(language) + name.slice(1)
}

/** The locale of Nuxt UI for our locale: the same one, else the one of its language. */
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
