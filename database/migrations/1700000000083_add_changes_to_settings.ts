import { BaseSchema } from '@adonisjs/lucid/schema'
import type { MigrationSafety } from '#migrations/main'

/**
 * A setting knows the member who changed it last, and an event of an account has details. Settings have names with an area: the row
 * with the former name stays for servers of the former release.
 */
export default class extends BaseSchema {
  static safety: MigrationSafety = {
    addForeignKey: 'The table has a few rows, and none has a member yet',
  }

  async up() {
    this.schema.alterTable('settings', (table) => {
      table.integer('changed_by').nullable().references('users.id').onDelete('SET NULL')
    })
    this.schema.alterTable('account_events', (table) => {
      table.jsonb('details').nullable()
    })
    this.schema.raw(`
      INSERT INTO settings (key, value)
      SELECT 'registration.isOpen', value FROM settings WHERE key = 'isRegistrationOpen'
    `)
  }

  async down() {
    this.schema.raw(`DELETE FROM settings WHERE key = 'registration.isOpen'`)
    this.schema.alterTable('settings', (table) => table.dropColumn('changed_by'))
    this.schema.alterTable('account_events', (table) => table.dropColumn('details'))
  }
}
