import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.alterTable('users', (table) => {
      table.string('theme', 6).nullable()
      table.string('country', 2).nullable()
    })
  }

  async down() {
    this.schema.alterTable('users', (table) => table.dropColumns('theme', 'country'))
  }
}
