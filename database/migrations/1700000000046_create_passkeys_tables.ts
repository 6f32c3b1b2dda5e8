import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.alterTable('users', (table) => {
      table.string('passkey_user_id', 64).nullable().unique()
    })
    this.schema.createTable('passkeys', (table) => {
      table.increments('id')
      table.integer('user_id').notNullable().references('users.id').onDelete('CASCADE').index()
      table.string('name', 64).notNullable()
      // The specification allows ids of 1,023 bytes, which are 1,364 characters.
      table.string('credential_id', 1364).notNullable().unique()
      table.text('public_key').notNullable()
      table.bigInteger('counter').notNullable()
      table.specificType('transports', 'text[]').notNullable()
      table.boolean('is_synced').notNullable()
      table.timestamp('created_at').notNullable()
      table.timestamp('last_used_at').nullable()
    })
    this.schema.createTable('spent_challenges', (table) => {
      table.string('challenge', 64).primary()
      table.timestamp('expires_at').notNullable().index()
    })
  }

  async down() {
    this.schema.dropTable('spent_challenges')
    this.schema.dropTable('passkeys')
    this.schema.alterTable('users', (table) => table.dropColumn('passkey_user_id'))
  }
}
