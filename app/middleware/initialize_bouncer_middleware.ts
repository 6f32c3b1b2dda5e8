import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import type { Bouncer } from '@adonisjs/bouncer'
import { policies } from '#generated/policies'
import { RecordingBouncer } from '#http/access/recording_bouncer'

/**
 * Edge templates do not get the bouncer: it would create a renderer for each request, and pages get their permissions as
 * props.
 */
export default class InitializeBouncerMiddleware {
  handle(ctx: HttpContext, next: NextFn) {
    ctx.bouncer = new RecordingBouncer(
      () => ctx.auth.user ?? null,
      undefined,
      policies
    ).setContainerResolver(ctx.containerResolver)
    return next()
  }
}

declare module '@adonisjs/core/http' {
  export interface HttpContext {
    bouncer: Bouncer<NonNullable<HttpContext['auth']['user']>, undefined, typeof policies>
  }
}
