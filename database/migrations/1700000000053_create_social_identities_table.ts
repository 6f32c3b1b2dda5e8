import { BaseSchema } from '@adonisjs/lucid/schema'
import { unmatchableHash } from '#config/hash'

export default class extends BaseSchema {
  async up() {
    this.schema.alterTable('users', (table) => {
      table.setNullable('password')
    })
    this.schema.createTable('social_identities', (table) => {
      table.increments('id')
      table.integer('user_id').notNullable().references('users.id').onDelete('CASCADE').index()
      table.string('provider', 20).notNullable()
      table.string('issuer', 255).notNullable()
      table.string('subject', 255).notNullable()
      table.string('email', 254).nullable()
      table.timestamp('created_at').notNullable()
      table.timestamp('last_used_at').nullable()
      table.unique(['provider', 'issuer', 'subject'])
    })
    this.schema.alterTable('registrations', (table) => {
      table.jsonb('social_identity').nullable()
    })
  }

  async down() {
    this.schema.alterTable('registrations', (table) => table.dropColumn('social_identity'))
    this.schema.dropTable('social_identities')
    this.defer(async (db) => {
      await db.from('users').whereNull('password').update({ password: unmatchableHash })
    })
    this.schema.alterTable('users', (table) => {
      table.dropNullable('password')
    })
  }
}
