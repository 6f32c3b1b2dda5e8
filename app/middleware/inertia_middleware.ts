import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import BaseInertiaMiddleware from '@adonisjs/inertia/inertia_middleware'
import { DEFAULT_REGION } from '#i18n/region'
import UserTransformer from '#transformers/user_transformer'

export default class InertiaMiddleware extends BaseInertiaMiddleware {
  /**
   * An error page may be rendered before the session and the account are loaded.
   */
  share(ctx: HttpContext) {
    const { auth, region = DEFAULT_REGION, session } = ctx as Partial<HttpContext>
    if (session?.flashMessages.has('clearHistory')) ctx.inertia.clearHistory()
    return {
      errors: ctx.inertia.always(this.getValidationErrors(ctx)),
      region: ctx.inertia.always({ ...region }),
      user: ctx.inertia.always(auth?.user ? new UserTransformer(auth.user).toObject() : undefined),
    }
  }

  flash({ session }: HttpContext) {
    const messages = (session as HttpContext['session'] | undefined)?.flashMessages
    return {
      success: messages?.get('success') as string | undefined,
      error: messages?.get('error') as string | undefined,
    }
  }

  async handle(ctx: HttpContext, next: NextFn) {
    await this.init(ctx)
    const output = await next()
    this.#dispose(ctx)
    return output
  }

  /**
   * Inertia replaces the whole `Vary` header with its own name, and only on its own visits. The document at the same
   * address also varies by it.
   */
  #dispose(ctx: HttpContext) {
    const others = ctx.response.getHeader('Vary')
    this.dispose(ctx)
    ctx.response.removeHeader('Vary').vary(['X-Inertia', others ?? []].flat().join())
    this.#encodeLocation(ctx.response)
  }

  /** The header has the decoded address of the request, but a header must be ASCII. */
  #encodeLocation(response: HttpContext['response']) {
    const location = response.getHeader('X-Inertia-Location')
    if (typeof location === 'string') {
      response.header('X-Inertia-Location', location.replace(/[^\x21-\x7e]+/gu, encodeURIComponent))
    }
  }
}

declare module '@adonisjs/inertia/types' {
  type MiddlewareSharedProps = InferSharedProps<InertiaMiddleware>
  export interface SharedProps extends MiddlewareSharedProps {}
}
