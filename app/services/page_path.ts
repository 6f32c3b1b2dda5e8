import router from '@adonisjs/core/services/router'
import { pathOnThisHost } from '#http/input/path_on_this_host'

/**
 * The path, if it leads to a route of this app. Data of a notification may become part of its path, so a row of the
 * database must not lead anywhere else.
 */
export function pagePath(path: string | undefined) {
  if (!path?.startsWith('/') || pathOnThisHost(path) !== path) return undefined
  const { pathname } = new URL(path, 'http://localhost')
  const match = router.match(pathname, 'GET', true)
  return match && match.route.name !== 'not_found' ? path : undefined
}
