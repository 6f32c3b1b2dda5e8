import type { HttpContext } from '@adonisjs/core/http'
import type { HttpError } from '@adonisjs/core/types/http'
import {
  reportOf,
  type Circumstances,
  type Reported,
  type Reporter,
} from '#telemetry/errors/report'
import { valuesOf } from '#telemetry/errors/request_values'

export type { Circumstances }

let reporter: Reporter | undefined

/** Called once at the start, if ERRORS_URL is set. */
export function reportTo(destination: Reporter | undefined) {
  reporter = destination
}

/**
 * Reports an error that the app caught, with its circumstances: `reportError(error, { 'order.id': order.id })`. Without
 * ERRORS_URL it does nothing. It returns at once.
 */
export function reportError(
  error: unknown,
  circumstances: Circumstances = {},
  about: Omit<Reported, 'circumstances'> = {}
) {
  reporter?.send(reportOf(error, { ...about, circumstances }))
}

/**
 * Reports the error of a request if it is a fault of the app: a status from 500.
 */
export function reportRequestError(error: HttpError, ctx: HttpContext) {
  const { auth, request, route } = ctx
  if (!reporter || error.status < 500) return
  const circumstances = {
    'http.request.method': request.method(),
    'http.route': route?.pattern,
    'route.name': route?.name,
    'http.response.status_code': error.status,
    'request.id': request.id(),
  }
  reportError(error, circumstances, { userId: auth?.user?.id, secrets: valuesOf(ctx) })
}
