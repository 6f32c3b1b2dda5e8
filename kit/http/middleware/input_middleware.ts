import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { cleanQuery } from '#http/input/clean_input'
import { checkUrlencoded } from '#http/input/field_names'
import { E_INPUT_REFUSED } from '#http/input_exceptions'
import { pathOnThisHost } from '#http/input/path_on_this_host'

/** The headers that the app decodes. */
const DECODED_HEADERS = ['referer', 'referrer', 'x-xsrf-token']

const SPOOFED_METHODS = ['PUT', 'PATCH', 'DELETE']

/**
 * Checks the address and the headers of every request; body_middleware checks the body.
 */
export default class InputMiddleware {
  handle({ request }: HttpContext, next: NextFn) {
    const { headers, url = '' } = request.request
    if (url.includes('%00')) throw new E_INPUT_REFUSED(['the address has a character U+0000'])

    request.parsedUrl.pathname = pathOnThisHost(request.url())
    if (request.parsedUrl.query) {
      checkUrlencoded(request.parsedUrl.query)
      request.updateQs(cleanQuery(request.qs()))
      this.#readMethod(request)
    }
    for (const name of DECODED_HEADERS) {
      if (!isDecodable(headers[name])) delete headers[name]
    }
    return next()
  }

  /**
   * Forms of HTML know only GET and POST. The `allowMethodSpoofing` of AdonisJS also reads the body, after the router has
   * chosen the route: a POST with `_method=GET` in its body would then skip the CSRF check.
   */
  #readMethod(request: HttpContext['request']) {
    const { _method: method, ...others } = request.qs()
    const asked = String(method).toUpperCase()
    if (request.intended() !== 'POST' || !SPOOFED_METHODS.includes(asked)) return
    request.request.method = asked
    request.updateQs(others)
  }
}

/** Malformed headers are removed instead of rejected. */
function isDecodable(header: string | string[] | undefined) {
  try {
    decodeURIComponent(String(header))
    return true
  } catch {
    return false
  }
}
