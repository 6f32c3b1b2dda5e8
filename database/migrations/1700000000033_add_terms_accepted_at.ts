import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    for (const name of ['users', 'registrations']) {
      this.schema.alterTable(name, (table) => table.timestamp('terms_accepted_at').nullable())
    }
  }

  async down() {
    for (const name of ['users', 'registrations']) {
      this.schema.alterTable(name, (table) => table.dropColumn('terms_accepted_at'))
    }
  }
}
