import type { HttpContext } from '@adonisjs/core/http'
import InitializeAuthMiddleware from '@adonisjs/auth/initialize_auth_middleware'
import AccountMiddleware from '#http/middleware/account_middleware'
import LocaleMiddleware from '#i18n/middleware/locale_middleware'
import SessionMiddleware from '#http/middleware/session_middleware'

/** In the order of start/kernel.ts. */
const middleware = [
  new SessionMiddleware(),
  new InitializeAuthMiddleware(),
  new AccountMiddleware(),
  new LocaleMiddleware(),
]

/**
 * Renders an error page for the person who made the request. Runs the middleware that identifies them if the request
 * was refused before it ran.
 */
export async function asReader<Output>(ctx: HttpContext, render: () => Promise<Output>) {
  if ('session' in ctx) return render()

  let output: Output
  const last = async () => {
    output = await render()
  }
  await middleware.reduceRight((next, one) => () => one.handle(ctx, next), last)()
  return output!
}
