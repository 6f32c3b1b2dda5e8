import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.alterTable('users', (table) => {
      table.timestamp('deletes_at').nullable()
      table.string('deletion_token_hash', 64).nullable().unique()
    })
    this.schema.raw(
      'CREATE INDEX users_deletes_at_index ON users (deletes_at) WHERE deletes_at IS NOT NULL'
    )
  }

  async down() {
    this.schema.alterTable('users', (table) => {
      table.dropColumns('deletes_at', 'deletion_token_hash')
    })
  }
}
