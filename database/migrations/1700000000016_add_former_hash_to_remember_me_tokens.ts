import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.alterTable('remember_me_tokens', (table) => {
      table.string('former_hash').nullable()
    })
  }

  async down() {
    this.schema.alterTable('remember_me_tokens', (table) => {
      table.dropColumn('former_hash')
    })
  }
}
