import ts from 'typescript'
import { CatalogueError } from '#i18n/extraction/catalogue_error'

/** A property of an area file, with its position in the text. */
export interface Entry {
  name: string
  start: number
  end: number
  /** Set if the entry is a message or a comment. */
  message?: { text: string; start: number; end: number }
  /** Set if the entry is a group of messages. */
  group?: Group
}

/** An object of an area file, from the opening to the closing brace. */
export interface Group {
  start: number
  end: number
  entries: Entry[]
}

/** A message of an area file. The path is its key without the area. */
export interface Message {
  path: string
  text: string
  start: number
  end: number
}

/**
 * `resources/lang/<locale>/<area>.json` with its order, its comments (keys that start with `//`) and the position of
 * each message.
 */
export class AreaFile {
  readonly root: Group
  #source: ts.JsonSourceFile

  /**
   * @param path shown in errors
   * @throws CatalogueError with the line if the file is not a valid catalogue
   */
  constructor(
    readonly path: string,
    readonly text: string
  ) {
    checkJson(path, text)
    this.#source = ts.parseJsonText(path, text)
    this.root = this.#group(this.#source.statements[0].expression)
  }

  messages(): Message[] {
    return messagesIn(this.root)
  }

  lineOf(position: number) {
    return this.#source.getLineAndCharacterOfPosition(position).line + 1
  }

  #group(node: ts.Expression): Group {
    if (!ts.isObjectLiteralExpression(node)) {
      throw this.#error(node.getStart(this.#source), 'An area file is an object of messages.')
    }
    const seen = new Set<string>()
    const entries = node.properties.map((property) =>
      this.#entry(property as ts.PropertyAssignment)
    )
    for (const { name, start } of entries.filter((entry) => !isComment(entry))) {
      if (seen.has(name))
        throw this.#error(start, `The key "${name}" exists twice. Remove one of them.`)
      seen.add(name)
    }
    return { start: node.getStart(this.#source), end: node.end, entries }
  }

  #entry(property: ts.PropertyAssignment): Entry {
    const { initializer } = property
    const place = { start: property.getStart(this.#source), end: property.end }
    const name = (property.name as ts.StringLiteral).text

    if (ts.isStringLiteral(initializer)) {
      const start = initializer.getStart(this.#source)
      return { name, ...place, message: { text: initializer.text, start, end: initializer.end } }
    }
    if (name.startsWith('//')) return { name, ...place }
    if (!ts.isObjectLiteralExpression(initializer)) {
      throw this.#error(
        place.start,
        `"${name}" is neither a message (a string) nor a group of them.`
      )
    }
    return { name, ...place, group: this.#group(initializer) }
  }

  #error(position: number, reason: string) {
    return new CatalogueError(`${this.path}:${this.lineOf(position)}: ${reason}`)
  }
}

export function isComment({ name }: { name: string }) {
  return name.startsWith('//')
}

function messagesIn(group: Group, prefix = ''): Message[] {
  return group.entries
    .filter((entry) => !isComment(entry))
    .flatMap(({ name, message, group: inner }) => {
      const path = `${prefix}${name}`
      return inner ? messagesIn(inner, `${path}.`) : [{ path, ...message! }]
    })
}

/** TypeScript's parser repairs syntax errors, so `JSON.parse` checks the text. */
function checkJson(path: string, text: string) {
  try {
    JSON.parse(text)
  } catch (error) {
    const { message } = error as SyntaxError
    const line = message.match(/\(line (\d+)/)?.[1] ?? text.trimEnd().split('\n').length
    const reason = message.replace(/ in JSON at position.*$/s, '')
    throw new CatalogueError(
      `${path}:${line}: The file is not valid JSON: ${reason}. Correct it, then run the command again.`
    )
  }
}
