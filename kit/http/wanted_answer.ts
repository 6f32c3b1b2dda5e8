import type { HttpContext } from '@adonisjs/core/http'
import { isApi } from '#http/api/api_path'
import { isInBackground } from '#http/background'

export function wantsJson(ctx: HttpContext) {
  const { request } = ctx
  if (request.header('x-inertia')) return false
  return isInBackground(ctx) || request.accepts(['html', 'json']) === 'json'
}

/**
 * Whether an error is answered as problem details instead of a page. A failed form of an Inertia page gets them too:
 * the page stays open, keeps its input and shows the problem.
 */
export function wantsProblem(ctx: HttpContext) {
  const isInertiaForm = ctx.request.header('x-inertia') && ctx.request.method() !== 'GET'
  return isApi(ctx) || isInertiaForm || wantsJson(ctx)
}
