import string from '@adonisjs/core/helpers/string'
import { literal, type Table, type TableColumn } from '#generators/resource/existing/columns'
import { SHORT, shortUnique } from '#generators/resource/unique_values'
import { sampleOf, type Column } from '#generators/schema_columns'

const RANDOM = 'crypto.randomUUID()'
const NUMBER = 'uniqueNumber(30_000)'

/** The types of a column, as a migration calls them, whose values differ from what their type in the model says. */
const VALUES: Record<string, string> = {
  date: "'2026-12-31'",
  time: "'09:30:00'",
  uuid: RANDOM,
  inet: "'192.0.2.1'",
}

/** The code of a value that a column takes. The migrations know more of it than the model. */
export function factoryValue(column: Column, table?: Table): string {
  const stored = table?.columns.find(({ name }) => name === string.snakeCase(column.name))
  const isUnique = stored !== undefined && isUniqueIn(table!, stored)
  const [{ name: method, args }] = stored?.chain ?? [{ name: '', args: [] }]
  const type = method === 'specificType' ? literal(args[1]) : method
  if (VALUES[type] && column.type === 'string') return VALUES[type]
  if (type === 'enum' || type === 'enu') return `${firstOf(literal(args[1]))} as const`
  if (column.type === 'string') return text(column, type, Number(literal(args[1])) || 255, isUnique)
  if (isUnique && /\bnumber\b/.test(column.type)) return NUMBER
  return sampleOf(column)
}

/** A number that is text: JavaScript would round it. */
const isNumber = (type: string) => ['decimal', 'numeric', 'bigint', 'bigInteger'].includes(type)

function text(column: Column, type: string, length: number, isUnique: boolean) {
  if (isNumber(type)) return isUnique ? `String(${NUMBER})` : "'1'"
  if (/email/i.test(column.name)) {
    return isUnique ? `\`ada.\${${RANDOM}}@example.com\`` : "'ada@example.com'"
  }
  if (isUnique && length <= SHORT) return shortUnique(length)
  if (isUnique) return length < 36 ? `${RANDOM}.slice(0, ${length})` : RANDOM
  return `'${string.noCase(column.name).slice(0, length).trim()}'`
}

/** `['once', 'all']` gives `'once'`. */
const firstOf = (list: string) => /'[^']*'/.exec(list)?.[0] ?? "''"

function isUniqueIn({ uniques }: Table, { name, chain }: TableColumn) {
  const isAlone = chain.some((link) => ['unique', 'primary'].includes(link.name))
  return isAlone || uniques.some((columns) => columns.includes(name))
}
