import type { HttpContext } from '@adonisjs/core/http'
import { pendingMigrations } from '#http/pending_migrations'

/**
 * Whether this process can serve: its database answers and has run the migrations of this release. That the process
 * lives at all is `/health/live`, which bin/server.ts answers before anything of the app runs.
 */
export default class HealthController {
  async ready({ logger, response }: HttpContext) {
    const pending = await pendingMigrations()
    if (pending.length === 0) return { status: 'ready' }

    const reason = 'The database lacks migrations of this release. Run npm run migrate'
    logger.error({ pending }, reason)
    response.status(503)
    return { status: 'not ready', pending, reason }
  }
}
