import type { HttpContext } from '@adonisjs/core/http'

/** All texts that came with a request: form and query, parts of the address, cookies, and its authorization. */
export function valuesOf({ params, request }: HttpContext) {
  const [, credentials] = (request.header('authorization') ?? '').split(' ')
  return textsIn([request.all(), params, request.cookiesList(), credentials])
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap(textsIn)
}
