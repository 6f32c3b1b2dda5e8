import { addMessage, quoted, removeMessage } from '#i18n/extraction/area_edits'
import { AreaFile } from '#i18n/extraction/area_file'
import type { ChangeSet } from '#generators/changes'

/** Messages by their keys, without the area. The order of the keys is the order in the file. */
export type Texts = Record<string, string>

const LANG = 'resources/lang'

const pathOf = (locale: string, area: string) => `${LANG}/${locale}/${area}.json`

/**
 * Adds messages to an area of a language, also to an area that does not exist yet. A key that exists keeps its message.
 * @throws CatalogueError if a key is a group of messages, or the other way round
 */
export async function addTexts(changes: ChangeSet, locale: string, area: string, texts: Texts) {
  const path = pathOf(locale, area)
  if (!(await changes.exists(path))) await changes.create(path, '{}\n')
  await changes.edit(path, (json) =>
    Object.entries(texts).reduce((text, entry) => withText(path, text, entry), json)
  )
}

/** Removes messages, groups that become empty, and an area that becomes empty. */
export async function removeTexts(
  changes: ChangeSet,
  locale: string,
  area: string,
  keys: string[]
) {
  const path = pathOf(locale, area)
  const json = await changes.read(path)
  if (json === null) return
  const rest = keys.reduce<string | undefined>((text, key) => {
    return text === undefined ? text : removeMessage(new AreaFile(path, text), key)
  }, json)
  if (rest === undefined) await changes.remove(path)
  else await changes.edit(path, () => rest)
}

function withText(path: string, json: string, [key, message]: [string, string]) {
  const find = (text: string) =>
    new AreaFile(path, text).messages().find((found) => found.path === key)
  if (find(json)) return json

  const withKey = addMessage(new AreaFile(path, json), key)
  const { start, end } = find(withKey)!
  return withKey.slice(0, start) + quoted(message) + withKey.slice(end)
}
