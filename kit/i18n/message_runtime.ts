export const DEFAULT_LOCALE = 'en'

/** Limits the cache, because time zones come from browsers and could be any text. */
const REMEMBERED = 1000

/** The result of a message: text or, if it has tags, a tree of texts and tags. */
export type Rich = string | Rich[] | Tag
export type Tag = { tag: string; children: Rich }

export type Values = Record<string, unknown>

/**
 * `count` is the number that `#` shows. The values and formatters are for the server only: in the browser, the compiled
 * message has them in its scope.
 */
type Branch = string | ((count: number, values: Values, formatters: Formatters) => Rich)
type Branches = Record<string, Branch>

export type Message = string | ((values: Values, formatters: Formatters) => Rich)

/**
 * The functions that messages call, both in the browser (message_compiler.ts) and on the server (message_formatter.ts).
 */
export interface Formatters {
  /** Styles are `Intl` options as JSON, and may have the factor `scale` of an ICU skeleton. */
  number(value: unknown, style?: string): string
  date(value: unknown, style?: string): string
  list(value: unknown, type: Intl.ListFormatType): string
  plural(value: unknown, branches: Branches, offset?: number, values?: Values): Rich
  ordinal(value: unknown, branches: Branches, offset?: number, values?: Values): Rich
  select(value: unknown, branches: Branches, values?: Values): Rich
  /** The default locale's formatters, for a message without a translation. */
  fallback: Formatters
}

/** Without a time zone, dates use the machine's. */
export function formattersOf(locale: string, timeZone = ''): Formatters {
  return readers(`${locale} ${timeZone}`)
}

const readers = remembered((reader) => {
  const [locale, timeZone] = reader.split(' ')
  return createFormatters(locale, timeZone || undefined)
})

function createFormatters(locale: string, timeZone?: string): Formatters {
  const dates = remembered(
    (style) => new Intl.DateTimeFormat(locale, { timeZone, ...JSON.parse(style) })
  )
  const { numbers, lists, cardinals, ordinals } = rulesOf(locale)

  const formatters: Formatters = {
    number: (value, style = '{}') => numbers(style)(value as number),
    date: (value, style = '{}') => dates(style).format(value as Date),
    list: (value, type) => lists(type).format(value as string[]),
    plural: (value, branches, offset = 0, values = NOTHING) =>
      resolve(numbered(value, branches, offset, cardinals), Number(value) - offset, values),
    ordinal: (value, branches, offset = 0, values = NOTHING) =>
      resolve(numbered(value, branches, offset, ordinals), Number(value) - offset, values),
    select: (value, branches, values = NOTHING) =>
      resolve(branches[Object.hasOwn(branches, `${value}`) ? `${value}` : 'other'], 0, values),
    get fallback() {
      return formattersOf(DEFAULT_LOCALE, timeZone)
    },
  }

  const resolve = (branch: Branch, count: number, values: Values) =>
    typeof branch === 'function' ? branch(count, values, formatters) : branch

  return formatters
}

export type MessageTree = { [name: string]: MessageTree | Message }

/** The messages of a compiled catalogue, by key. */
export function flatten(tree: MessageTree, path = '', into: Record<string, Message> = {}) {
  for (const [name, child] of Object.entries(tree)) {
    const key = path && name ? `${path}.${name}` : path || name
    if (typeof child === 'object') {
      flatten(child, key, into)
    } else {
      into[key] = child
    }
  }
  return into
}

/** The text of a tree, without its tags. */
export function plainText(rich: Rich): string {
  if (typeof rich === 'string') {
    return rich
  }
  return Array.isArray(rich) ? rich.map(plainText).join('') : plainText(rich.children)
}

/** Flattens a tree to a list of texts and tags, and joins adjacent texts. */
export function rowOf(rich: Rich, row: (string | Tag)[] = []): (string | Tag)[] {
  if (Array.isArray(rich)) {
    rich.forEach((part) => rowOf(part, row))
  } else if (typeof rich === 'string' && typeof row.at(-1) === 'string') {
    row.push(row.pop() + rich)
  } else if (rich !== '') {
    row.push(rich)
  }
  return row
}

const NOTHING: Values = {}

/** Shared by all time zones, because it depends only on the language. */
const rulesOf = remembered((locale) => ({
  numbers: remembered((style) => {
    const { scale = 1, ...options } = JSON.parse(style)
    const format = new Intl.NumberFormat(locale, options)
    return (value: number) => format.format(scale === 1 ? value : value * scale)
  }),
  lists: remembered((type) => new Intl.ListFormat(locale, { type: type as Intl.ListFormatType })),
  cardinals: new Intl.PluralRules(locale),
  ordinals: new Intl.PluralRules(locale, { type: 'ordinal' }),
}))

function numbered(value: unknown, branches: Branches, offset: number, rules: Intl.PluralRules) {
  return branches[`=${value}`] ?? branches[rules.select(Number(value) - offset)] ?? branches.other
}

/** Caches `Intl` objects, because creating one takes longer than using it. */
function remembered<Made>(make: (name: string) => Made) {
  const all = new Map<string, Made>()
  return (name: string) => {
    const known = all.get(name)
    if (known !== undefined) {
      return known
    }
    const made = make(name)
    if (all.size >= REMEMBERED) all.clear()
    all.set(name, made)
    return made
  }
}
