import type { HttpContext } from '@adonisjs/core/http'
import type { AskedCode } from '#models/log_in_code'

const KEY = 'log_in_code'

/**
 * The code that this browser has asked for. It is in the session, so the code is worth nothing in another browser.
 */
export default class PendingCode {
  static keep({ session }: HttpContext, code: AskedCode) {
    session.put(KEY, code)
  }

  static of({ session }: HttpContext): AskedCode | undefined {
    return session.get(KEY)
  }

  static forget({ session }: HttpContext) {
    session.forget(KEY)
  }

  /** Sends the browser back to the first step. */
  static askAgain(ctx: HttpContext) {
    this.forget(ctx)
    ctx.session.flash('codeIsDead', true)
    return ctx.response.redirect().toRoute('log_in_codes.create')
  }
}
