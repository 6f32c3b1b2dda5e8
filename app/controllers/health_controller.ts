import type { HttpContext } from '@adonisjs/core/http'
import { pendingMigrations } from '#http/pending_migrations'

/**
 * Readiness: the database answers and has run the migrations of this release. bin/server.ts answers liveness
 * (`/health/live`) before any code of the app runs.
 */
export default class HealthController {
  async ready({ logger, response }: HttpContext) {
    const pending = await pendingMigrations()
    if (pending.length === 0) return { status: 'ready' }

    const reason = 'Migrations of this release have not run on the database. Run npm run migrate'
    logger.error({ pending }, reason)
    response.status(503)
    return { status: 'not ready', pending, reason }
  }
}
