import '@adonisjs/session/session_middleware'
import { HttpRequest, Redirect } from '@adonisjs/core/http'
import { Session } from '@adonisjs/session'
import { inputLimits } from '#http/config'
import { cleanBody } from '#http/input/clean_input'
import { guardMultipart } from '#http/input/guard_multipart'
import { HIDDEN_FIELDS, shortened } from '#http/forms/fields'
import { pathOnThisHost } from '#http/input/path_on_this_host'
import { REFUSED_FORM } from '#http/forms/refused_form'

const { setInitialBody } = HttpRequest.prototype

/** Every body passes here, whichever parser has read it. */
HttpRequest.macro('setInitialBody', function (this: HttpRequest, body) {
  setInitialBody.call(this, cleanBody(body))
})

const { getPreviousUrl } = Redirect.prototype

/**
 * Redirects back only to pages of this host, whatever Host and Referer say. The session middleware stores an address to
 * go back to and replaces this method too, so it must be imported first.
 */
Redirect.macro('getPreviousUrl', function (this: Redirect, fallback) {
  return pathOnThisHost(getPreviousUrl.call(this, fallback))
})

const { flashExcept } = Session.prototype

/** A refused form comes back with what was typed, but a session must store neither passwords nor very long texts. */
Session.prototype.flashExcept = function (keys) {
  flashExcept.call(this, [...keys, ...inputLimits.secrets, ...HIDDEN_FIELDS])
  const { responseFlashMessages: messages } = this
  messages.set('input', shortened(messages.get('input')))
  this.flash(REFUSED_FORM, true)
}

guardMultipart()
