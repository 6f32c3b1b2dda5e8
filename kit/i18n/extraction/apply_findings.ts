import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { DEFAULT_LOCALE } from '#i18n/catalogue'
import { addMessage, removeMessage } from '#i18n/extraction/area_edits'
import { AreaFile } from '#i18n/extraction/area_file'
import { CatalogueError } from '#i18n/extraction/catalogue_error'
import type { Locales, MissingKey, UnusedKey } from '#i18n/extraction/findings'
import { areaOf } from '#i18n/extraction/key_use'
import { writeWhole } from '#console/generated_files'

/**
 * Adds each missing key to each locale that lacks it, untranslated, at the position that it has in the default locale.
 */
export function addMissing(locales: Locales, missing: MissingKey[], shownAs = 'resources/lang') {
  const inOrder = [...locales.keys()].sort((one) => (one === DEFAULT_LOCALE ? -1 : 1))
  for (const { key, locales: lacking, uses } of missing) {
    const area = areaOf(key)
    const path = key.slice(area.length + 1)
    for (const locale of inOrder.filter((one) => lacking.includes(one))) {
      const areas = locales.get(locale)!
      const order = locales
        .get(DEFAULT_LOCALE)
        ?.get(area)
        ?.messages()
        .map((message) => message.path)
      const file = areas.get(area) ?? new AreaFile(`${shownAs}/${locale}/${area}.json`, '{}\n')
      const text = withUses(uses, () =>
        addMessage(file, path, locale === DEFAULT_LOCALE ? [] : order)
      )
      areas.set(area, new AreaFile(file.path, text))
    }
  }
}

/** Removes each key from every locale, and an area that becomes empty. */
export function removeUnused(locales: Locales, unused: UnusedKey[]) {
  for (const { key } of unused) {
    const area = areaOf(key)
    for (const areas of locales.values()) {
      const file = areas.get(area)
      if (!file) continue
      const text = removeMessage(file, key.slice(area.length + 1))
      if (text === undefined) areas.delete(area)
      else areas.set(area, new AreaFile(file.path, text))
    }
  }
}

/** Writes the files that have changed. */
export async function writeLocales(
  root: string,
  before: Locales,
  after: Locales
): Promise<string[]> {
  const [old, current] = [before, after].map(textsOf)
  const changed = [...current].filter(([path, text]) => old.get(path) !== text)
  const removed = [...old.keys()].filter((path) => !current.has(path))

  for (const [path, text] of changed) {
    await writeWhole(join(root, path), text)
  }
  await Promise.all(removed.map((path) => rm(join(root, path))))
  return [...changed.map(([path]) => path), ...removed].sort()
}

export function copyOf(locales: Locales): Locales {
  return new Map([...locales].map(([locale, areas]) => [locale, new Map(areas)]))
}

function textsOf(locales: Locales): Map<string, string> {
  const files = [...locales.values()].flatMap((areas) => [...areas.values()])
  return new Map(files.map(({ path, text }) => [path, text]))
}

function withUses<Result>([{ file, line }]: MissingKey['uses'], run: () => Result): Result {
  try {
    return run()
  } catch (error) {
    if (error instanceof CatalogueError)
      throw new CatalogueError(`${error.message} (${file}:${line})`)
    throw error
  }
}
