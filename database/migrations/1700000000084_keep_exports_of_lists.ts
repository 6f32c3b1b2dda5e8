import { BaseSchema } from '@adonisjs/lucid/schema'

/** An account has one export of its own data, and one of each list that it may export. */
export default class extends BaseSchema {
  async up() {
    this.schema.alterTable('data_exports', (table) => {
      table.text('content').notNullable().defaultTo('own_data')
      table.jsonb('choice').nullable()
      table.dropUnique(['user_id'])
      table.unique(['user_id', 'content'])
    })
  }

  async down() {
    this.schema.raw(`DELETE FROM data_exports WHERE content <> 'own_data'`)
    this.schema.alterTable('data_exports', (table) => {
      table.dropUnique(['user_id', 'content'])
      table.unique(['user_id'])
      table.dropColumns('content', 'choice')
    })
  }
}
