import { AreaFile, isComment, type Entry, type Group } from '#i18n/extraction/area_file'
import { CatalogueError } from '#i18n/extraction/catalogue_error'

/** Prettier's `printWidth`: a one-line group stays on one line as long as it fits. */
const LINE_WIDTH = 100

type Found = { group: Group; rest: string[] }

/** The text of a new message, and the comment above it. */
interface NewMessage {
  text: string
  comment?: string
}

/**
 * Returns the text with one more message, by default an untranslated one. It is placed after the sibling that precedes
 * it in `order`, or last.
 *
 * @param path the key without its area
 * @param order paths of the default locale, in their order
 * @throws CatalogueError if a part of the path is already a message
 */
export function addMessage(
  file: AreaFile,
  path: string,
  order: string[] = [],
  message: NewMessage = { text: '' }
): string {
  const { group, rest } = deepestGroup(file, path)
  const [name, ...inner] = rest
  const level = path.split('.').length - inner.length
  const anchor = entryBefore(group, path, order, level)
  const layout = layoutOf(file.text, group)
  const property = render(name, inner, message, layout)

  if (layout.isInline && inner.length === 0 && !message.comment) {
    const edited = insert(file.text, group, anchor, `${anchor ? ', ' : ' '}${property}`)
    if (fits(edited, group.start)) return edited
  }
  const text = layout.isInline ? expand(file, group) : file.text
  if (layout.isInline) return addMessage(new AreaFile(file.path, text), path, order, message)
  return insert(text, group, anchor, `${anchor ? ',' : ''}${layout.newline}${property}`)
}

/**
 * Returns the text without a message, without the comments in front of it and without groups that become empty; or
 * undefined if nothing is left.
 */
export function removeMessage(file: AreaFile, path: string): string | undefined {
  const place = findPlace(file.root, path)
  if (!place) return file.text
  if (isOnlyMessage(place)) return undefined

  const { group, index } = place
  const first = withComments(group.entries, index)
  const previous = group.entries[first - 1]
  const next = group.entries[index + 1]
  const { text } = file
  return previous
    ? text.slice(0, previous.end) + text.slice(group.entries[index].end)
    : text.slice(0, group.entries[first].start) + text.slice(next.start)
}

/** Finds the message, or the group that must be removed because the message is its last one. */
function findPlace(group: Group, path: string): { group: Group; index: number } | undefined {
  for (const [index, entry] of group.entries.entries()) {
    if (entry.name === path && entry.message) return { group, index }
    if (entry.group && path.startsWith(`${entry.name}.`)) {
      const inner = findPlace(entry.group, path.slice(entry.name.length + 1))
      if (inner) return isOnlyMessage(inner) ? { group, index } : inner
    }
  }
}

function isOnlyMessage({ group, index }: { group: Group; index: number }) {
  return group.entries.every((entry, other) => other === index || isComment(entry))
}

function withComments(entries: Entry[], index: number) {
  let first = index
  while (first > 0 && isComment(entries[first - 1])) first -= 1
  return first
}

function deepestGroup(file: AreaFile, path: string): Found {
  let found: Found = { group: file.root, rest: path.split('.') }
  for (let next: Found | undefined = found; next; next = stepInto(file, found, path)) found = next
  return found
}

/** Names may contain dots: "name.required". */
function stepInto(file: AreaFile, { group, rest }: Found, path: string): Found | undefined {
  const wanted = rest.join('.')
  for (const { name, group: inner, start } of group.entries) {
    if (wanted.startsWith(`${name}.`)) {
      if (inner) return { group: inner, rest: rest.slice(name.split('.').length) }
      const taken = path.slice(0, path.length - wanted.length) + name
      throw new CatalogueError(
        `${file.path}:${file.lineOf(start)}: "${path}" is used as a key, but "${taken}" is a message. ` +
          'Rename one of them.'
      )
    }
  }
  const taken = group.entries.find(({ name, group: inner }) => inner && name === wanted)
  if (taken) {
    throw new CatalogueError(
      `${file.path}:${file.lineOf(taken.start)}: "${path}" is used as a key, but it is a group of messages. ` +
        'Use one of its keys.'
    )
  }
}

/** @param level the number of path parts up to and including the added name */
function entryBefore(group: Group, path: string, order: string[], level: number) {
  const siblings = group.entries.filter((entry) => !isComment(entry))
  const parts = path.split('.')
  const prefix = parts.slice(0, level - 1).join('.')
  const names = order
    .slice(0, Math.max(0, order.indexOf(path)))
    .filter((other) => !prefix || other.startsWith(`${prefix}.`))
    .map((other) => other.slice(prefix ? prefix.length + 1 : 0))
    .reverse()

  for (const name of names) {
    const before = siblings.find(
      (entry) => name === entry.name || name.startsWith(`${entry.name}.`)
    )
    if (before) return before
  }
  return order.includes(path) ? undefined : group.entries.at(-1)
}

function layoutOf(text: string, group: Group) {
  const eol = text.includes('\r\n') ? '\r\n' : '\n'
  const [first] = group.entries
  const own = indentAt(text, group.start)
  const isInline = Boolean(first) && !text.slice(group.start, first.start).includes('\n')
  const indent = first && !isInline ? indentAt(text, first.start) : own + unitOf(text)
  return { eol, isInline, indent, unit: unitOf(text), newline: eol + indent }
}

function indentAt(text: string, position: number) {
  const lineStart = text.lastIndexOf('\n', position - 1) + 1
  return text.slice(lineStart).match(/^[ \t]*/)![0]
}

function unitOf(text: string) {
  return text.match(/^\s*\{\r?\n([ \t]+)/)?.[1] ?? '  '
}

type Layout = Pick<ReturnType<typeof layoutOf>, 'eol' | 'indent' | 'unit'>

function render(
  name: string,
  [next, ...rest]: string[],
  message: NewMessage,
  { eol, indent, unit }: Layout
): string {
  if (next === undefined) {
    const { text, comment } = message
    const above = comment ? `"// ${name}": ${JSON.stringify(comment)},${eol}${indent}` : ''
    return `${above}${JSON.stringify(name)}: ${quoted(text)}`
  }
  const inner = render(next, rest, message, { eol, unit, indent: indent + unit })
  return `${JSON.stringify(name)}: {${eol}${indent}${unit}${inner}${eol}${indent}}`
}

/** The signs that isolate a left-to-right word are invisible, so they are written as escapes. */
function quoted(message: string) {
  return JSON.stringify(message).replace(/[\u2066-\u2069\u200e\u200f]/g, (sign) => {
    return `\\u${sign.charCodeAt(0).toString(16)}`
  })
}

function insert(text: string, group: Group, anchor: Entry | undefined, property: string) {
  const { start, end, entries } = group
  if (anchor) return text.slice(0, anchor.end) + property + text.slice(anchor.end)
  if (entries.length > 0) return `${text.slice(0, start + 1)}${property},${text.slice(start + 1)}`

  const newline = property.match(/^\r?\n/)?.[0] ?? ''
  return `${text.slice(0, start + 1)}${property}${newline}${indentAt(text, start)}${text.slice(end - 1)}`
}

function fits(text: string, position: number) {
  const lineStart = text.lastIndexOf('\n', position) + 1
  const lineEnd = text.indexOf('\n', position)
  return (lineEnd < 0 ? text.length : lineEnd) - lineStart <= LINE_WIDTH
}

/** Puts each entry of a one-line group on its own line. */
function expand({ text }: AreaFile, { start, end, entries }: Group) {
  const { eol } = layoutOf(text, { start, end, entries })
  const indent = indentAt(text, start)
  const lines = entries.map((entry) => indent + unitOf(text) + text.slice(entry.start, entry.end))
  return `${text.slice(0, start)}{${eol}${lines.join(`,${eol}`)}${eol}${indent}}${text.slice(end)}`
}
