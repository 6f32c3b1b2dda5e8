import { STATUS_CODES } from 'node:http'
import type { HttpContext } from '@adonisjs/core/http'
import type { HttpError } from '@adonisjs/core/types/http'
import { errors as bouncerErrors } from '@adonisjs/bouncer'
import { errors as limiterErrors } from '@adonisjs/limiter'
import { isOfOtherAccount } from '#http/forms/account'
import { AbilityMissingException } from '#http/api/ability_missing_exception'
import { isApi } from '#http/api/api_path'
import { MigrationsPendingException } from '#http/migrations_pending_exception'
import type { Translator } from '#i18n/translate'
import { translator } from '#i18n/translator'

/** Problem details (RFC 9457), with three members of our own. */
export interface Problem {
  type: 'about:blank'
  title: string
  status: number
  detail: string
  /** The id of the request in the log. */
  requestId?: string
  /** The expected end of a maintenance, for status 503. */
  until?: string
  /** The invalid fields, for status 422. */
  errors?: { field: string; rule: string; message: string }[]
}

/** The statuses that have their own text under `errors.page`. */
const STATUSES = [400, 401, 403, 404, 405, 410, 413, 419, 422, 429, 500, 503] as const

/** The statuses that have their own text for programs under `api.problems`. */
const API_STATUSES = [401, 404, 422] as const

/**
 * The part of an error that the client may see. The message of a bug stays in the log.
 */
export function problemOf(
  error: HttpError & { messages?: Problem['errors'] },
  ctx: HttpContext
): Problem {
  return {
    type: 'about:blank',
    title: STATUS_CODES[error.status] ?? 'Page Expired',
    status: error.status,
    detail: detailOf(error, ctx),
    requestId: ctx.request.id(),
    errors: error.code === 'E_VALIDATION_ERROR' ? error.messages : undefined,
  }
}

/** In seconds. A longer wait is told in minutes. */
const LONG_WAIT = 120

/** The seconds until the client may try again, if it has tried too often. */
export function waitOf(error: unknown) {
  const isLimit = error instanceof limiterErrors.E_TOO_MANY_REQUESTS
  return isLimit ? Math.max(1, Math.ceil(error.response.availableIn)) : undefined
}

function detailOf(error: HttpError, ctx: HttpContext) {
  const t = translator(ctx.locale ?? 'en')
  const wait = waitOf(error)
  if (wait !== undefined) {
    return wait > LONG_WAIT
      ? t('errors.throttled_minutes', { minutes: Math.ceil(wait / 60) })
      : t('errors.throttled', { seconds: wait })
  }
  if (error instanceof MigrationsPendingException) {
    const count = error.migrations.length
    return t('flash.migrations_pending', { count, command: 'node ace migration:run' })
  }
  if (error instanceof AbilityMissingException) {
    return t('api.problems.ability', { ability: error.ability })
  }
  const reason = reasonOf(error, ctx, t)
  if (reason) return reason
  const apiStatus = isApi(ctx) && API_STATUSES.find((one) => one === error.status)
  if (apiStatus) return t(`api.problems.${apiStatus}`)
  if (error.code === 'E_INVALID_CREDENTIALS') return t('flash.invalid_credentials')
  if (error.status === 419 && isOfOtherAccount(ctx)) return t('errors.expired.other_account')
  if (error.status === 419 && ctx.request.header('x-inertia')) return t('errors.expired.open')
  return t(`errors.page.${STATUSES.find((one) => one === error.status) ?? 'other'}.text`)
}

/** The reason of a policy. With another status than 403, the answer is the one that the status always has. */
function reasonOf(error: HttpError, ctx: HttpContext, t: Translator) {
  if (!(error instanceof bouncerErrors.E_AUTHORIZATION_FAILURE) || error.status !== 403) return
  const { message, translation } = error.response
  if (translation) return t(translation.identifier as never, translation.data as never)
  if (message) return message
  const isPage = ctx.request.method() === 'GET' && !isApi(ctx)
  return isPage ? undefined : t('errors.denied')
}
