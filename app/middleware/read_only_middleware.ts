import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { ImpersonationException } from '#exceptions/impersonation_exception'

const SAFE_METHODS = ['GET', 'HEAD', 'OPTIONS']

/** The ways out, which are always open. */
const EXITS = ['impersonations.destroy', 'sessions.destroy']

/** Refuses all changes of somebody who impersonates an account only to look. */
export default class ReadOnlyMiddleware {
  handle({ impersonation, request, route }: HttpContext, next: NextFn) {
    const isChange = !SAFE_METHODS.includes(request.method())
    const isOpen = !impersonation || impersonation.mayAct || EXITS.includes(route?.name ?? '')
    if (isChange && !isOpen) throw new ImpersonationException('read_only')
    return next()
  }
}
