import string from '@adonisjs/core/helpers/string'

/** The name of the thing to generate, in each notation of the code. */
export interface Name {
  /** As the developer wrote it. */
  given: string
  /** The folders above the file, in snake_case. */
  folders: string[]
  /** `order_shipped` */
  snake: string
  /** `OrderShipped` */
  pascal: string
  /** `orderShipped` */
  camel: string
  /** `order-shipped` */
  dash: string
  /** `Order shipped` */
  sentence: string
  /** `billing/order_shipped` */
  path: string
}

export interface Naming {
  /** A good name, for the message about a bad one. */
  example: string
  /** Left out of the name if the developer writes it: `controller` of `BooksController`. */
  suffix?: string
  /** Names of classes that the generated class would hide, in snake_case. */
  taken?: string[]
  /** The name becomes no identifier, so it may be a word of the language: `sessions/delete`. */
  isPath?: boolean
  /** The name may have colons: `books:import`. */
  hasNamespace?: boolean
  /** It stands between the parts of the name, if that is no path. */
  separator?: '.'
}

export function nameOf(
  given: string,
  { suffix, separator = '/' }: Pick<Naming, 'suffix'> & { separator?: '.' | '/' } = {}
): Name {
  const parts = given.split(separator).map((part) => string.snakeCase(part))
  const last = withoutSuffix(parts.at(-1)!, suffix)
  const folders = parts.slice(0, -1)
  return {
    given,
    folders,
    snake: last,
    pascal: string.pascalCase(last),
    camel: string.camelCase(last),
    dash: string.dashCase(last),
    sentence: string.sentenceCase(last),
    path: [...folders, last].join('/'),
  }
}

function withoutSuffix(name: string, suffix?: string) {
  return suffix && name.endsWith(`_${suffix}`) ? name.slice(0, -suffix.length - 1) : name
}
