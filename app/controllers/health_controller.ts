import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'

/**
 * Whether this process can serve: its database answers. That the process lives at all is `/health/live`,
 * which bin/server.ts answers before anything of the app runs.
 */
export default class HealthController {
  async ready({ response }: HttpContext) {
    await db.rawQuery('SELECT 1')
    return response.send({ status: 'ready' })
  }
}
