import type { HttpContext } from '@adonisjs/core/http'

const HEADER = 'x-background'
const STREAM = 'text/event-stream'

/**
 * Whether a script of an open page sends the request by itself, with nobody at the keyboard. Such a request leaves the
 * session as it is: it neither extends it nor takes flash messages that the next page has to show.
 */
export function isInBackground({ request }: HttpContext) {
  if (request.method() !== 'GET') return false
  return request.header(HEADER) !== undefined || request.header('accept') === STREAM
}
