import router from '@adonisjs/core/services/router'
import { Exception } from '@adonisjs/core/exceptions'
import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { problemOf, type Problem } from '#http/problem'
import { wantsProblem } from '#http/wanted_answer'
import { isAllowed } from '#maintenance/allowed'
import { knownMaintenance, type Maintenance } from '#maintenance/state'

/** In seconds, if the operator has given no time or it is over. */
const USUAL_WAIT = 60

/** For the page of the product. */
export interface MaintenanceNotice {
  message?: string
  /** An ISO date-time in the future. */
  until?: string
}

/**
 * Answers 503 while the app is down, without asking the database: it may be locked or in another shape meanwhile. So
 * the language and the time zone are those of the browser. Health checks still answer, because a load balancer would
 * otherwise take all processes out, and nobody would see the page.
 */
export default abstract class MaintenanceMiddleware {
  protected abstract render(ctx: HttpContext, notice: MaintenanceNotice): Promise<unknown>

  /** The message if `down` has none. Without it, the page has that of the catalogue. */
  protected get usualMessage(): string | null {
    return null
  }

  handle(ctx: HttpContext, next: NextFn) {
    const maintenance = knownMaintenance()
    if (!maintenance || this.#mayPass(ctx, maintenance)) return next()
    return this.#refuse(ctx, maintenance)
  }

  #mayPass({ request }: HttpContext, { allow }: Maintenance) {
    const { shouldDecodeParam } = request.parsedUrl
    const matched = router.match(request.url(), request.method(), shouldDecodeParam)
    return matched?.route.name?.startsWith('health.') || isAllowed(allow, request.ip())
  }

  async #refuse(ctx: HttpContext, maintenance: Maintenance) {
    const { response } = ctx
    const wait = secondsUntil(maintenance.until)
    response.status(503)
    response.header('Retry-After', wait ?? USUAL_WAIT)
    response.header('Cache-Control', 'no-store')
    response.vary('Accept')
    const notice = {
      message: maintenance.message ?? this.usualMessage ?? undefined,
      until: wait === undefined ? undefined : maintenance.until!,
    }
    if (wantsProblem(ctx)) this.#sendProblem(ctx, notice)
    else await this.#sendPage(ctx, notice)
  }

  /** Falls back to plain text if the page cannot be rendered, such as while the files of the build are replaced. */
  async #sendPage(ctx: HttpContext, notice: MaintenanceNotice) {
    const { logger, response } = ctx
    try {
      response.send(await this.render(ctx, notice))
    } catch (error) {
      logger.error({ err: error }, 'The page of maintenance could not be rendered')
      response.type('text/plain').send(textOf(notice, ctx))
    }
  }

  #sendProblem(ctx: HttpContext, notice: MaintenanceNotice) {
    const problem: Problem = {
      ...problemOf(new Exception('The app is down', { status: 503 }), ctx),
      detail: textOf(notice, ctx),
      until: notice.until,
    }
    ctx.response.type('application/problem+json').send(problem)
  }
}

function textOf({ message }: MaintenanceNotice, { t }: HttpContext) {
  return message ?? t('errors.maintenance.text')
}

function secondsUntil(until: string | null) {
  const seconds = until === null ? 0 : Math.ceil((Date.parse(until) - Date.now()) / 1000)
  return seconds > 0 ? seconds : undefined
}
