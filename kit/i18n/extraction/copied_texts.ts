import type { Catalogue } from '#i18n/catalogue'
import { isComment, type AreaFile, type Group } from '#i18n/extraction/area_file'
import type { Areas, Place } from '#i18n/extraction/lang_folder'

/** The comment above a text that a generator has copied from the default locale. */
export const TO_TRANSLATE = 'To translate'

export type CopiedText = Place & { key: string }

/** The texts under the comment that are still those of the default locale. */
export function copiedTexts(areas: Areas, reference: Catalogue): CopiedText[] {
  return [...areas].flatMap(([area, file]) =>
    copiesIn(file, file.root, area)
      .filter(({ key, text }) => text === reference[key])
      .map(withoutText)
  )
}

function copiesIn(file: AreaFile, group: Group, prefix: string): (CopiedText & { text: string })[] {
  return group.entries.flatMap((entry, index) => {
    if (isComment(entry)) return []
    const key = `${prefix}.${entry.name}`
    if (entry.group) return copiesIn(file, entry.group, key)
    const above = group.entries[index - 1]
    const isCopy = above && isComment(above) && above.message?.text === TO_TRANSLATE
    const { text, start } = entry.message!
    return isCopy ? [{ key, file: file.path, line: file.lineOf(start), text }] : []
  })
}

function withoutText({ key, file, line }: CopiedText): CopiedText {
  return { key, file, line }
}
