import type { HttpContext } from '@adonisjs/core/http'
import { urlFor } from '@adonisjs/core/services/url_builder'
import AccountEvent from '#models/account_event'
import type Impersonation from '#models/impersonation'
import type { Ending } from '#models/impersonation'
import type User from '#models/user'

const KEY = 'impersonation'

/**
 * An impersonation in a browser. The session stays that of the actor, so neither the sessions of the person nor "remember
 * me" know of it. Each request that belongs to it goes on as the person.
 */
export default class BrowserImpersonation {
  /** The session gets a new id, which ends its open streams. */
  static begin({ session }: HttpContext, { id }: Impersonation) {
    session.put(KEY, id)
    session.regenerate()
  }

  static idIn(session: HttpContext['session']): number | undefined {
    return session.get(KEY)
  }

  static forget(session: HttpContext['session']) {
    session.forget(KEY)
  }

  static resume(ctx: HttpContext, impersonation: Impersonation) {
    const guard = ctx.auth.use('web')
    impersonation.$setRelated('actor', guard.user!)
    guard.user = impersonation.person
    ctx.impersonation = impersonation
    ctx.logger.pino.setBindings({ impersonated_user_id: impersonation.personId })
  }

  /** The request goes on as the actor. A no-op without an impersonation. */
  static async leave(ctx: HttpContext, ending: Ending) {
    const { auth, impersonation, request, session } = ctx
    if (!impersonation) return
    await impersonation.end(ending, AccountEvent.originOf(request))
    auth.use('web').user = impersonation.actor
    ctx.impersonation = undefined
    this.forget(session)
    session.regenerate()
  }

  /** The page of the person, if the actor may see it. */
  static async openOwnPage(ctx: HttpContext, actor: User, person?: User) {
    const isShown = person && (await actor.may('users.view'))
    const path = isShown
      ? urlFor('management.users.show', { id: person.id })
      : urlFor('dashboard.index')
    return this.open(ctx, path)
  }

  /** Loads the whole page anew: an open page still listens to the news of the other account. */
  static open({ inertia, request, response }: HttpContext, path: string) {
    if (request.header('x-inertia')) return inertia.location(path)
    return response.redirect().toPath(path)
  }
}
