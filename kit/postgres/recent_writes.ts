import type { HttpContext } from '@adonisjs/core/http'

const COOKIE = 'wrote'

/** A standby replays a commit within milliseconds. A browser that has just written waits for none that is late. */
const SECONDS = 5

/** From now on, the pages of this browser come from the primary. */
export function noteWrite({ response }: HttpContext) {
  response.plainCookie(COOKIE, '1', { maxAge: SECONDS })
}

export function hasJustWritten({ request }: HttpContext) {
  return request.plainCookie(COOKIE) !== null
}
