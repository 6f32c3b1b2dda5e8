import { addMessage, removeMessage } from '#i18n/extraction/area_edits'
import { AreaFile, isComment, type Group } from '#i18n/extraction/area_file'

/** A text that somebody has written, under a key that is about something else now. */
interface Kept {
  path: string
  text: string
}

interface Text {
  text: string
  comment?: string
}

/**
 * Makes the change from `before` to `after` in a catalogue as it is today. A text that somebody has changed stays; if
 * its key has another name now, it moves there.
 */
export function changeTexts(file: string, before: string, after: string, current: string) {
  const [old, wanted] = [before, after].map((text) => textsIn(new AreaFile(file, text).root))
  const now = textsIn(new AreaFile(file, current).root)
  const gone = [...old.keys()].filter((path) => !wanted.has(path))
  const added = [...wanted.keys()].filter((path) => !old.has(path))
  const origins = new Map(
    added.length === gone.length ? added.map((path, i) => [path, gone[i]]) : []
  )
  const kept: Kept[] = []

  let text = current
  for (const path of added.filter((one) => !now.has(one))) {
    const origin = origins.get(path) ?? ''
    const own = now.get(origin)
    const isOwn = own && own.text !== old.get(origin)?.text
    if (isOwn) kept.push({ path, text: own.text })
    const message = isOwn ? own : wanted.get(path)!
    text = addMessage(new AreaFile(file, text), path, [...wanted.keys()], message)
  }
  for (const path of gone) text = removeMessage(new AreaFile(file, text), path) ?? '{}\n'
  for (const [path, { text: sentence }] of wanted) {
    const was = old.get(path)?.text
    if (was === undefined || was === sentence || now.get(path)?.text !== was) continue
    const [from, to] = [text, after].map((one) => messageAt(new AreaFile(file, one), path))
    text = text.slice(0, from.start) + after.slice(to.start, to.end) + text.slice(from.end)
  }
  return { text, kept }
}

const messageAt = (file: AreaFile, path: string) =>
  file.messages().find((message) => message.path === path)!

/** The texts by their paths, with the comments above them. */
function textsIn({ entries }: Group, prefix = ''): Map<string, Text> {
  const texts = entries.flatMap((entry, index): [string, Text][] => {
    const path = `${prefix}${entry.name}`
    if (isComment(entry)) return []
    if (entry.group) return [...textsIn(entry.group, `${path}.`)]
    const above = entries[index - 1]
    const comment = above && isComment(above) ? above.message?.text : undefined
    return [[path, { text: entry.message!.text, comment }]]
  })
  return new Map(texts)
}
