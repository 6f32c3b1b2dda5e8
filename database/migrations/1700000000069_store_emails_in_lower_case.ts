import { BaseSchema } from '@adonisjs/lucid/schema'

const COLUMNS = [
  ['users', 'email'],
  ['registrations', 'email'],
  ['registration_mails', 'email'],
  ['email_changes', 'email'],
  ['email_changes', 'former_email'],
]

/**
 * The app lower-cases each address (`emailText`), and queries compare them as they are. The checks make sure of it, so
 * that the unique index of `users.email` counts addresses whatever their case.
 */
export default class extends BaseSchema {
  async up() {
    for (const [table, column] of COLUMNS) {
      this.defer(async (db) => {
        await db.rawQuery('UPDATE ?? SET ?? = lower(??) WHERE ?? <> lower(??)', [
          ...[table, column, column, column, column],
        ])
      })
      this.schema.alterTable(table, (altered) => {
        altered.check(`${column} = lower(${column})`, undefined, `${table}_${column}_in_lower_case`)
      })
    }
    this.schema.raw('DROP INDEX users_email_in_any_case')
  }

  async down() {
    this.schema.raw('CREATE UNIQUE INDEX users_email_in_any_case ON users (lower(email))')
    for (const [table, column] of COLUMNS) {
      this.schema.alterTable(table, (altered) => {
        altered.dropChecks(`${table}_${column}_in_lower_case`)
      })
    }
  }
}
