import type { NextFn } from '@adonisjs/core/types/http'
import type { HttpContext } from '@adonisjs/core/http'
import { MigrationsPendingException } from '#http/migrations_pending_exception'
import { pendingMigrations } from '#http/pending_migrations'

/**
 * In development a page says which command is missing, instead of an error of a table that is not there.
 */
export default class MigrationsMiddleware {
  async handle(_ctx: HttpContext, next: NextFn) {
    // Without a database the pages that need none still work.
    const pending = await pendingMigrations().catch(() => [])
    if (pending.length > 0) throw new MigrationsPendingException(pending)
    return next()
  }
}
