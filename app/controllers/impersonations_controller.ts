import type { HttpContext } from '@adonisjs/core/http'
import { translator } from '#i18n/translator'
import BrowserImpersonation from '#services/browser_impersonation'

export default class ImpersonationsController {
  /** Also for a second click, when there is nothing to stop any more. */
  async destroy(ctx: HttpContext) {
    const { auth, impersonation, session } = ctx
    await BrowserImpersonation.leave(ctx, 'stopped')
    const actor = auth.getUserOrFail()

    const name = impersonation?.person.name
    if (name) session.flash('success', translator(actor.region)('impersonation.stopped', { name }))
    return BrowserImpersonation.openOwnPage(ctx, actor, impersonation?.person)
  }
}
