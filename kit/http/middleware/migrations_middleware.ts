import type { NextFn } from '@adonisjs/core/types/http'
import type { HttpContext } from '@adonisjs/core/http'
import { MigrationsPendingException } from '#http/migrations_pending_exception'
import { pendingMigrations } from '#http/pending_migrations'

/**
 * In development, shows which command to run instead of an error about a missing table.
 */
export default class MigrationsMiddleware {
  async handle(_ctx: HttpContext, next: NextFn) {
    // Pages that need no database still work without one.
    const pending = await pendingMigrations().catch(() => [])
    if (pending.length > 0) throw new MigrationsPendingException(pending)
    return next()
  }
}
