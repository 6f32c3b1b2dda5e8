import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.alterTable('users', (table) => {
      table.timestamp('preferences_chosen_at').nullable()
    })
    // The other preferences are guessed at sign-up, so they do not tell whether a person chose them.
    this.defer(async (db) => {
      await db
        .from('users')
        .where((query) => query.whereNotNull('date_order').orWhereNotNull('first_day_of_week'))
        .update({ preferences_chosen_at: db.raw('now()') })
    })
  }

  async down() {
    this.schema.alterTable('users', (table) => table.dropColumn('preferences_chosen_at'))
  }
}
