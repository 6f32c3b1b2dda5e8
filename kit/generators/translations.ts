import { DEFAULT_LOCALE, localesIn } from '#i18n/catalogue'
import { addMessage } from '#i18n/extraction/area_edits'
import { AreaFile } from '#i18n/extraction/area_file'
import { TO_TRANSLATE } from '#i18n/extraction/copied_texts'
import type { ChangeSet } from '#generators/changes'

/** A text in the languages that we know. The others get the English one, marked for translation. */
export type Text = { en: string } & Record<string, string>

const FOLDER = 'resources/lang'

/** Adds texts to the catalogue of each installed language. A text that exists stays. */
export async function addTranslations(
  changes: ChangeSet,
  area: string,
  texts: Record<string, Text>
) {
  for (const locale of await localesIn(`${changes.root}/${FOLDER}`)) {
    const path = `${FOLDER}/${locale}/${area}.json`
    const before = await changes.read(path)
    const after = withTexts(new AreaFile(path, before ?? '{}\n'), locale, texts)
    if (before === null) await changes.create(path, after)
    else await changes.edit(path, () => after)
  }
}

function withTexts(file: AreaFile, locale: string, texts: Record<string, Text>) {
  return Object.entries(texts).reduce((before, [path, text]) => {
    if (before.messages().some((message) => message.path === path)) return before
    const isCopy = locale !== DEFAULT_LOCALE && !text[locale]
    const message = { text: text[locale] ?? text.en, comment: isCopy ? TO_TRANSLATE : undefined }
    return new AreaFile(file.path, addMessage(before, path, [], message))
  }, file).text
}
