import { errors } from '@adonisjs/auth'
import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { formatsOf } from '#i18n/formats'
import { DEFAULT_REGION } from '#i18n/region'
import { throttleToken } from '#start/limiter'

/**
 * Loads the account to which the access token belongs, and counts the request.
 */
export default class ApiMiddleware {
  async handle(ctx: HttpContext, next: NextFn) {
    ctx.response.header('Cache-Control', 'no-store')
    await ctx.auth.authenticateUsing(['api'])
    const user = ctx.auth.use('api').getUserOrFail()
    const isClosed = user.isDisabled || user.isBeingDeleted || !user.isConfirmed
    if (isClosed || (!user.hasSecondFactor && (await user.needsSecondFactor()))) {
      throw new errors.E_UNAUTHORIZED_ACCESS('Closed account', { guardDriverName: 'access_tokens' })
    }
    ctx.logger.pino.setBindings({ user_id: user.id })
    await throttleToken(ctx, user.currentAccessToken)
    // Programs write numbers and dates in one notation, whatever the language of their messages.
    Object.defineProperty(ctx, 'formats', { value: formatsOf(DEFAULT_REGION) })
    return next()
  }
}
