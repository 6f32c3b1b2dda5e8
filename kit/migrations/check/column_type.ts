import type { Node, TypeName } from 'libpg-query'
import { nameParts, read } from '#migrations/check/statements'

/** A type with its numbers: `varchar(255)` is `{ name: 'varchar', sizes: [255] }`. */
export interface ColumnType {
  name: string
  sizes: number[]
  isArray: boolean
}

const SERIALS: Record<string, string> = {
  serial: 'int4',
  serial4: 'int4',
  bigserial: 'int8',
  serial8: 'int8',
  smallserial: 'int2',
  serial2: 'int2',
}

/** Types of which a higher number, or no number, allows every value that was allowed. */
const WIDENED = ['varchar', 'varbit', 'timestamp', 'timestamptz', 'time', 'timetz', 'interval']

export function columnType({ names, typmods = [], arrayBounds }: TypeName = {}): ColumnType {
  const name = nameParts(names).at(-1) ?? ''
  return {
    name: SERIALS[name] ?? name,
    sizes: typmods.map(numberOf),
    isArray: Boolean(arrayBounds?.length),
  }
}

export function isSerial({ names }: TypeName = {}) {
  return Object.hasOwn(SERIALS, nameParts(names).at(-1) ?? '')
}

function numberOf(item: Node) {
  return Number(read(item)[1].ival?.ival ?? 0)
}

/**
 * True if PostgreSQL changes the type without reading a row.
 * @see https://www.postgresql.org/docs/current/sql-altertable.html (its notes)
 */
export function isWidening(from: ColumnType | undefined, to: ColumnType) {
  if (!from || from.isArray !== to.isArray) return false
  if (from.name !== to.name) return isSameOnDisk(from, to)
  if (String(from.sizes) === String(to.sizes)) return true
  if (to.isArray) return false
  if (to.name === 'numeric') return isWiderNumber(from, to)
  return WIDENED.includes(to.name) && isWider(from, to)
}

function isWider({ sizes: [from] }: ColumnType, { sizes: [to] }: ColumnType) {
  return to === undefined || (from !== undefined && to >= from)
}

function isWiderNumber({ sizes: from }: ColumnType, { sizes: to }: ColumnType) {
  if (to.length === 0) return true
  return from.length > 0 && to[0] >= from[0] && (to[1] ?? 0) === (from[1] ?? 0)
}

/** `varchar(9)` is stored like `text`; the other way only without a limit. */
function isSameOnDisk(from: ColumnType, to: ColumnType) {
  if (from.name === 'varchar' && to.name === 'text') return true
  if (from.name === 'text' && to.name === 'varchar') return to.sizes.length === 0
  return from.name === 'cidr' && to.name === 'inet'
}
