import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.alterTable('sessions', (table) => {
      table.uuid('public_id').notNullable().defaultTo(this.raw('gen_random_uuid()')).unique()
      table.timestamp('first_seen_at').notNullable().defaultTo(this.now())
      table.timestamp('last_seen_at').notNullable().defaultTo(this.now())
      table.string('ip_address', 45).nullable()
      table.string('user_agent', 255).nullable()
      table
        .integer('remember_token_id')
        .nullable()
        .references('remember_me_tokens.id')
        .onDelete('CASCADE')
        .index()
    })
    this.schema.alterTable('users', (table) => table.uuid('session_generation').nullable())
    this.schema.alterTable('remember_me_tokens', (table) => {
      table.uuid('session_generation').nullable()
    })
    // The former release extended a session by 7 days at each of its requests.
    this.schema.raw(
      `UPDATE sessions SET first_seen_at = expires_at - interval '7 days',
         last_seen_at = expires_at - interval '7 days'`
    )
  }

  async down() {
    this.schema.alterTable('remember_me_tokens', (table) => {
      table.dropColumn('session_generation')
    })
    this.schema.alterTable('users', (table) => table.dropColumn('session_generation'))
    this.schema.alterTable('sessions', (table) => {
      table.dropColumns('public_id', 'first_seen_at', 'last_seen_at')
      table.dropColumns('ip_address', 'user_agent', 'remember_token_id')
    })
  }
}
