import type { HttpContext } from '@adonisjs/core/http'
import { inputLimits } from '#http/config'

/** The fields of a form that somebody has typed or chosen, by the names of the page: `name`, `address[city]`, `tags[]`. */
export type TypedText = Record<string, string[]>

export interface Field {
  name: string
  value: string
}

/** Every form may bring them, and nobody has typed them. */
export const HIDDEN_FIELDS = ['_csrf', '_method', '_account']

/** Characters of JSON. A session is read and written as a whole, and those of guests can be in the database too. */
const LONGEST = 20_000

/** Whether a session may keep the fields. */
export function fitsSession(fields: object) {
  return JSON.stringify(fields).length <= LONGEST
}

/** Leaves out each field that is too long for a session beside those before it. */
export function shortened(fields: Record<string, unknown>) {
  let left = LONGEST
  const kept = Object.entries(fields).filter((field) => {
    const { length } = JSON.stringify(field)
    const fits = length <= left
    if (fits) left -= length
    return fits
  })
  return Object.fromEntries(kept)
}

/** All fields, except passwords and codes. A field that was left empty has an empty value. */
export function typedFields(body: object) {
  return fieldsOf(body).filter(({ name }) => !isSecret(name) && !HIDDEN_FIELDS.includes(name))
}

export function typedTextOf(body: object) {
  const text: TypedText = {}
  for (const { name, value } of typedFields(body)) {
    const group = name.replace(/\[\d+\]$/, '[]')
    text[group] = [...(text[group] ?? []), value]
  }
  return text
}

export function hasSecret(body: object) {
  return fieldsOf(body).some(({ name }) => isSecret(name))
}

/** Each browser sends `Origin` with a form of another site, and the newer ones `Sec-Fetch-Site`. */
export function isOfThisSite(request: HttpContext['request']) {
  const site = request.header('sec-fetch-site') ?? 'same-origin'
  const origin = request.header('origin')
  const isOwnOrigin = !origin || (URL.canParse(origin) && new URL(origin).host === request.host())
  return site === 'same-origin' && isOwnOrigin
}

function isSecret(name: string) {
  return inputLimits.secrets.includes(name.match(/\w+(?=\]?$)/)?.[0] ?? name)
}

/** The input middleware has made null of each empty field. */
function fieldsOf(value: unknown, name = ''): Field[] {
  if (typeof value !== 'object' || value === null) return [{ name, value: String(value ?? '') }]
  return Object.entries(value).flatMap(([key, one]) =>
    fieldsOf(one, name ? `${name}[${key}]` : key)
  )
}
