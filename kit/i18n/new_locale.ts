import { isPseudo } from '#i18n/catalogue'
import { CatalogueError } from '#i18n/extraction/catalogue_error'

/**
 * Checks the name of a new locale: a BCP 47 tag whose language ICU knows (with a script and a region if they matter).
 *
 * @param existing the locales that exist already
 * @throws CatalogueError with the name to use instead
 */
export function checkNewLocale(name: string, existing: string[]) {
  const canonical = canonicalName(name)
  if (isPseudo(canonical)) {
    throw new CatalogueError(`${name} is a pseudo-locale. Write it with: node ace i18n:pseudo`)
  }
  checkParts(canonical)
  if (canonical !== name) {
    throw new CatalogueError(`Write ${canonical} instead of ${name}.`)
  }
  if (existing.includes(name)) {
    throw new CatalogueError(
      `The locale ${name} exists already. Its missing messages: node ace i18n:missing ${name}`
    )
  }
}

function canonicalName(name: string) {
  try {
    return Intl.getCanonicalLocales(name.replaceAll('_', '-'))[0]
  } catch {
    throw new CatalogueError(
      `"${name}" is not a language tag (BCP 47). Write the language, and its script and region where they ` +
        'matter: fr, pt-BR, zh-Hant.'
    )
  }
}

function checkParts(name: string) {
  const { language, script, region, baseName } = new Intl.Locale(name)
  const plainName = [language, script, region].filter(Boolean).join('-')
  if (plainName !== name || baseName !== name) {
    throw new CatalogueError(
      `A locale has only a language, a script and a region. Write ${plainName}.`
    )
  }
  checkPart(language, 'language')
  if (script) checkPart(script, 'script')
  if (region) checkPart(region, 'region')
  if (Intl.PluralRules.supportedLocalesOf(name).length === 0) {
    throw new CatalogueError(
      `ICU does not support ${nameOf(language, 'language')} (${name}): it has no numbers, dates and plurals for it.`
    )
  }
}

function checkPart(part: string, type: 'language' | 'script' | 'region') {
  if (!nameOf(part, type)) {
    throw new CatalogueError(`There is no ${type} "${part}".`)
  }
}

function nameOf(part: string, type: 'language' | 'script' | 'region') {
  return new Intl.DisplayNames('en', { type, fallback: 'none' }).of(part)
}
