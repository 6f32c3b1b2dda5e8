import { DEFAULT_LOCALE } from '#i18n/catalogue'
import { areaOf, isPattern, looksLikeKey, matcherOf, type KeyUse } from '#i18n/extraction/key_use'
import { placesOf, type Areas, type Place } from '#i18n/extraction/lang_folder'

/** The area files of each locale. */
export type Locales = Map<string, Areas>

/** A key that the code uses and that some locales lack. */
export interface MissingKey {
  key: string
  locales: string[]
  uses: Place[]
}

/** A use that no key can satisfy: a pattern without a matching key, or a text that is not a key. */
interface BrokenUse {
  key: string
  reason: string
  uses: Place[]
}

/** A key that nothing uses, with its place in each locale. */
export interface UnusedKey {
  key: string
  places: Place[]
}

export interface Findings {
  missing: MissingKey[]
  broken: BrokenUse[]
  unused: UnusedKey[]
}

export function findingsOf(uses: KeyUse[], locales: Locales): Findings {
  const places = new Map([...locales].map(([locale, areas]) => [locale, placesOf(areas)]))
  const areas = areasOf(uses, locales)
  const certain = groupByKey(uses.filter((use) => isCertain(use, areas)))
  const added = certain.map(({ key }) => key).filter(looksLikeKey)
  const known = new Set([...[...places.values()].flatMap((keys) => [...keys.keys()]), ...added])
  const patterns = uses.map(({ key }) => key).filter(isPattern)
  const used = new Set(uses.map(({ key }) => key))
  const matchers = [...new Set(patterns)].map(matcherOf)

  return {
    missing: certain
      .filter(({ key }) => looksLikeKey(key))
      .flatMap((use) => missingIn(use, places)),
    broken: certain.flatMap((use) => brokenUse(use, known)),
    unused: orderedKeys(places)
      .filter((key) => !used.has(key) && !matchers.some((matches) => matches(key)))
      .map((key) => ({ key, places: placesOfKey(key, places) })),
  }
}

type Places = Map<string, Map<string, Place>>
type Used = { key: string; uses: Place[] }

/** The existing areas, and the areas of the keys that will be added. */
function areasOf(uses: KeyUse[], locales: Locales) {
  const used = uses.filter(({ certainty }) => certainty === 'key').map(({ key }) => areaOf(key))
  return new Set([...used, ...(locales.get(DEFAULT_LOCALE)?.keys() ?? [])])
}

function isCertain({ key, certainty }: KeyUse, areas: Set<string>) {
  return certainty === 'key' || (certainty === 'area' && areas.has(areaOf(key)))
}

/** Groups the uses by key: a line that uses a key twice is listed once. */
function groupByKey(uses: KeyUse[]): Used[] {
  const groups = new Map<string, Map<string, Place>>()
  for (const { key, file, line } of uses) {
    const group = groups.get(key) ?? new Map<string, Place>()
    groups.set(key, group.set(`${file}:${line}`, { file, line }))
  }
  return [...groups].map(([key, places]) => ({ key, uses: [...places.values()] }))
}

function missingIn({ key, uses }: Used, places: Places): MissingKey[] {
  const locales = [...places].filter(([, keys]) => !keys.has(key)).map(([locale]) => locale)
  return locales.length > 0 ? [{ key, locales, uses }] : []
}

function brokenUse({ key, uses }: Used, known: Set<string>): BrokenUse[] {
  if (isPattern(key)) {
    const matches = matcherOf(key)
    return [...known].some(matches) ? [] : [{ key, reason: 'matches no key', uses }]
  }
  return looksLikeKey(key) ? [] : [{ key, reason: 'is not a key: write <area>.<name>', uses }]
}

/** The keys of the default locale in their order, then the keys that only other locales have. */
function orderedKeys(places: Places): string[] {
  const reference = places.get(DEFAULT_LOCALE)?.keys() ?? []
  return [...new Set([...reference, ...[...places.values()].flatMap((keys) => [...keys.keys()])])]
}

function placesOfKey(key: string, places: Places): Place[] {
  return [...places.values()].flatMap((keys) => keys.get(key) ?? [])
}
