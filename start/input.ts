import '@adonisjs/session/session_middleware'
import { HttpRequest, Redirect } from '@adonisjs/core/http'
import { cleanBody } from '#http/input/clean_input'
import { guardMultipart } from '#http/input/guard_multipart'
import { pathOnThisHost } from '#http/input/path_on_this_host'

const { setInitialBody } = HttpRequest.prototype

/** The one place that every body passes, whichever parser has read it. */
HttpRequest.macro('setInitialBody', function (this: HttpRequest, body) {
  setInitialBody.call(this, cleanBody(body))
})

const { getPreviousUrl } = Redirect.prototype

/**
 * A redirect back leads to a page of this host, whatever Host and Referer say. The session's middleware, which keeps an
 * address to go back to, replaces this method too, so it is imported first.
 */
Redirect.macro('getPreviousUrl', function (this: Redirect, fallback) {
  return pathOnThisHost(getPreviousUrl.call(this, fallback))
})

guardMultipart()
