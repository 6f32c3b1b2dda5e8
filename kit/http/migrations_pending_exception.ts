import { Exception } from '@adonisjs/core/exceptions'

/**
 * In development: the database lacks migrations that the code has.
 */
export class MigrationsPendingException extends Exception {
  static status = 503
  static code = 'E_MIGRATIONS_PENDING'

  constructor(readonly migrations: string[]) {
    super(
      `The database is missing the migrations ${migrations.join(', ')}. Run node ace migration:run`
    )
  }
}
