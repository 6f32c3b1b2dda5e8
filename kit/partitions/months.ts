/** The types of a key, as PostgreSQL names them. */
export const KEY_TYPES = ['uuid', 'timestamp with time zone'] as const
export type KeyType = (typeof KEY_TYPES)[number]

/** Months are those of UTC. */
export function startOfMonth(moment: Date, later = 0) {
  return new Date(Date.UTC(moment.getUTCFullYear(), moment.getUTCMonth() + later, 1))
}

/** The starts of the months from one moment, which is a start itself, until the other is passed. */
export function monthsUntil(from: Date, until: Date): Date[] {
  return from > until ? [] : [from, ...monthsUntil(startOfMonth(from, 1), until)]
}

/** Such as `2026_12`, in the name of a partition. */
export function nameOfMonth(moment: Date) {
  return moment.toISOString().slice(0, 7).replace('-', '_')
}

/**
 * The smallest key of a moment, as a text in SQL. The first 48 bits of a UUID of version 7 are its milliseconds.
 * @see https://www.rfc-editor.org/rfc/rfc9562#section-5.7
 */
export function keyAt(moment: Date, type: KeyType) {
  if (type === 'timestamp with time zone') return `'${moment.toISOString()}'`
  const time = moment.getTime().toString(16).padStart(12, '0')
  return `'${time.slice(0, 8)}-${time.slice(8)}-0000-0000-000000000000'`
}

export interface Bounds {
  /** Undefined for the first partition, which has all older rows. */
  from?: Date
  /** Not included. Undefined for the partition of the rows that fit nowhere else. */
  to?: Date
}

/**
 * @param text the bounds of a partition, as PostgreSQL writes them in UTC: `FOR VALUES FROM ('…') TO ('…')`
 */
export function boundsOf(text: string): Bounds {
  const [, from, to] = /FROM \((.+)\) TO \((.+)\)/.exec(text) ?? []
  return { from: momentOf(from), to: momentOf(to) }
}

function momentOf(key = '') {
  const [, text] = /^'(.+)'$/.exec(key) ?? []
  if (!text) return undefined
  const [, high, low] = /^([\da-f]{8})-([\da-f]{4})-/.exec(text) ?? []
  return new Date(high ? Number.parseInt(high + low, 16) : text.replace(/\+00$/, 'Z'))
}
