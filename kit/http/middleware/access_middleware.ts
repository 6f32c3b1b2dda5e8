import { Readable } from 'node:stream'
import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { PolicyNotAskedException } from '#http/access/policy_not_asked_exception'
import type { RecordingBouncer } from '#http/access/recording_bouncer'

type Asked = Pick<RecordingBouncer<never, undefined, undefined>, 'allowedBy'>

type Headers = ReturnType<HttpContext['response']['getHeaders']>

/**
 * Says who may use a route. `everyone` and `self`, which is an action on the account of the session alone, change nothing
 * at run time. With the name of a policy, an answer is withheld unless the action has called that policy's `authorize`.
 *
 * It is a net for a forgotten line, not a check of its own: it runs after the action, so rows that the action has
 * written, jobs, mails and flash messages stay. Nothing of the answer is sent: neither its body nor its headers and
 * cookies. An answer that the action has already sent itself cannot be taken back: the error is only in the log. An error
 * of the action, such as an invalid form, is an answer too and needs no policy.
 */
export default abstract class AccessMiddleware {
  static #withErrors = new WeakSet<HttpContext>()

  /** The handler of exceptions calls it: the framework has handled an error before it comes back to this middleware. */
  static noteError(ctx: HttpContext) {
    this.#withErrors.add(ctx)
  }

  async handle(ctx: HttpContext, next: NextFn, access: string) {
    if (access === 'everyone' || access === 'self') return next()

    const headers = ctx.response.getHeaders()
    const answer = await next()
    if (this.#hasAsked(ctx, access) || AccessMiddleware.#withErrors.has(ctx)) return answer
    if (ctx.response.isPending) this.#withhold(ctx, headers)
    throw new PolicyNotAskedException(ctx, access)
  }

  #hasAsked(ctx: HttpContext, policy: string) {
    return (ctx as HttpContext & { bouncer: Asked }).bouncer.allowedBy.has(policy)
  }

  #withhold({ response }: HttpContext, headers: Headers) {
    if (response.outgoingStream instanceof Readable) response.outgoingStream.destroy()
    for (const name of Object.keys(response.getHeaders())) response.removeHeader(name)
    for (const [name, value] of Object.entries(headers)) response.header(name, value!)
  }
}
