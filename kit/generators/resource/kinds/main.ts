import type { Field } from '#generators/resource/field'
import type { Resource } from '#generators/resource/resource'
import { BOOLEAN, ENUM } from '#generators/resource/kinds/choices'
import { JSON_KIND, TEXT_ARRAY } from '#generators/resource/kinds/data'
import { FILE } from '#generators/resource/kinds/files'
import { BIGINT, DECIMAL, INTEGER, MONEY } from '#generators/resource/kinds/numbers'
import { BELONGS_TO, MANY_TO_MANY } from '#generators/resource/kinds/relations'
import { EMAIL, STRING, TEXT, URL_KIND, UUID } from '#generators/resource/kinds/texts'
import { DATE, DATE_TIME, TIME } from '#generators/resource/kinds/times'

/** A value in its notations, for factories and tests. Everything but `typed` is an expression of TypeScript. */
interface Sample {
  /** As it is typed into the form, in English. */
  typed: unknown
  /** In the row that PostgreSQL returns. */
  stored: string
  /** In the props of a page. */
  shown: string
}

interface Input {
  component: string
  attributes?: string
  hasNoValue?: boolean
  /** The value as an expression, if it is not the one in the props. */
  value?: string
  fallback?: string
}

/** A type of fields: what each file of a resource needs to know about it. */
export interface Kind {
  word: string
  aliases?: string[]
  /** As it is written, for the help. */
  example: string
  about: string
  modifiers: string[]
  /** The only argument names a model, to which a record refers once (`one`, a column) or several times (`many`, a table). */
  refersTo?: 'one' | 'many'
  /** The value is a file on the disk of config/drive.ts. */
  isFile?: boolean
  /** Can be searched, sorted, or chosen from in a list. */
  list: { isSearched?: boolean; isSorted?: boolean; isFilter?: boolean; isHidden?: boolean }
  checkArgs?(args: string[]): string | undefined
  /** The question for the arguments, if they are no model. */
  asks?: string
  checkDefault?(field: Field): string | undefined
  /** The attribute for the name that was typed. */
  attribute?(given: string): string
  /** A call on the table of a migration: `string('name', 255)`. */
  column(field: Field, resource: Resource): string
  /** The value for `defaultTo(…)`, as an expression. */
  defaultOf?(field: Field): string
  /** The type of the attribute, if the schema does not know it exactly, and the arguments of its `@column`. */
  declares?(field: Field, resource: Resource): { type: string; column?: string }
  /** The rule of the validator, without `nullable()`. */
  rule(field: Field, resource: Resource): string
  /** The imports of the validator. */
  ruleImports?(
    field: Field,
    resource: Resource
  ): { from: string; named?: string[]; byDefault?: string }[]
  /** The value of a factory, as an expression. */
  factory(field: Field, resource: Resource): string
  /** The imports of that value. */
  factoryImports?(field: Field): { from: string; named: string[] }[]
  /** How many values a field can have, if they are few. */
  countValues?(field: Field): number
  /** The prop that the transformer makes, as an expression of `row`. Without it, the attribute itself. */
  shows?(field: Field, row: string): string
  sample(field: Field, resource: Resource): Sample
  /** Texts of a form that the validator refuses. */
  invalid(field: Field): unknown[]
  /** The component of the form, with the attributes that it needs besides name, label and value. */
  input(field: Field, resource: Resource): Input
  /** The format of a column of the list. */
  format?: 'date' | 'dateTime' | 'number' | 'boolean' | 'badge'
}

export const KINDS: Kind[] = [
  ...[STRING, TEXT, EMAIL, URL_KIND, UUID, INTEGER, BIGINT, DECIMAL, MONEY, BOOLEAN, ENUM],
  ...[DATE, DATE_TIME, TIME, JSON_KIND, TEXT_ARRAY, FILE, BELONGS_TO, MANY_TO_MANY],
]

export function kindNamed(word: string): { kind: Kind } | { closest?: string; words: string[] } {
  const isSame = (other: string) => other.toLowerCase() === word.toLowerCase()
  const kind = KINDS.find((one) => isSame(one.word) || one.aliases?.some(isSame))
  if (kind) return { kind }
  const words = KINDS.map((one) => one.word)
  const closest = words.find((one) => one.toLowerCase().startsWith(word.slice(0, 3).toLowerCase()))
  return { closest, words }
}
