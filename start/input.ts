import { HttpRequest } from '@adonisjs/core/http'
import { cleanBody } from '#input/clean_input'
import { guardMultipart } from '#input/guard_multipart'

const { setInitialBody } = HttpRequest.prototype

/** The one place that every body passes, whichever parser has read it. */
HttpRequest.macro('setInitialBody', function (this: HttpRequest, body) {
  setInitialBody.call(this, cleanBody(body))
})

guardMultipart()
