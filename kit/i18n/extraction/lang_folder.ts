import { readdir, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Catalogue } from '#i18n/catalogue'
import { AreaFile, type Message } from '#i18n/extraction/area_file'

/** The area files of a locale, by area. */
export type Areas = Map<string, AreaFile>

/** The position of a message. */
export type Place = { file: string; line: number }

/**
 * A locale without a folder has no areas.
 *
 * @param shownAs the folder's name in errors and reports
 * @throws CatalogueError
 */
export async function readAreas(folder: string, locale: string, shownAs = 'resources/lang') {
  const files = await readdir(join(folder, locale)).catch(() => [])
  const areas: Areas = new Map()
  for (const file of files.filter((name) => name.endsWith('.json')).sort()) {
    const text = await readFile(join(folder, locale, file), 'utf8')
    areas.set(basename(file, '.json'), new AreaFile(`${shownAs}/${locale}/${file}`, text))
  }
  return areas
}

export function catalogueOf(areas: Areas): Catalogue {
  return Object.fromEntries(
    [...areas].flatMap(([area, file]) =>
      file.messages().map(({ path, text }) => [`${area}.${path}`, text])
    )
  )
}

export function placesOf(areas: Areas): Map<string, Place> {
  return new Map(
    [...areas].flatMap(([area, file]) =>
      file.messages().map(({ path, start }) => {
        return [`${area}.${path}`, { file: file.path, line: file.lineOf(start) }] as const
      })
    )
  )
}

/** Returns the file's text with other messages; the order, the comments and the layout stay the same. */
export function rewriteMessages(file: AreaFile, rewrite: (message: Message) => string): string {
  let text = ''
  let done = 0
  for (const message of file.messages()) {
    text += file.text.slice(done, message.start) + JSON.stringify(rewrite(message))
    done = message.end
  }
  return text + file.text.slice(done)
}
