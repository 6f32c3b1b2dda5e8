import { BaseSchema } from '@adonisjs/lucid/schema'

/**
 * The events of an impersonation have its id without a foreign key: a key would have to be checked on each partition of a
 * table with many rows, and an event stays when its impersonation goes with an account.
 */
export default class extends BaseSchema {
  async up() {
    this.schema.createTable('impersonations', (table) => {
      table.increments('id').notNullable()
      table.integer('actor_id').nullable().references('users.id').onDelete('SET NULL')
      table.integer('person_id').notNullable().references('users.id').onDelete('CASCADE')
      table.string('reason', 500).notNullable()
      table.boolean('may_act').notNullable().defaultTo(false)
      table.timestamp('started_at').notNullable().defaultTo(this.now())
      table.timestamp('expires_at').notNullable()
      table.timestamp('ended_at').nullable()
      table.string('ending', 20).nullable()
      table.index(['actor_id', 'id'])
      table.index(['person_id', 'id'])
    })
    this.schema.raw(
      'CREATE INDEX impersonations_open ON impersonations (expires_at) WHERE ended_at IS NULL'
    )
    this.schema.alterTable('account_events', (table) => {
      table.integer('impersonation_id').nullable()
    })
  }

  async down() {
    this.schema.alterTable('account_events', (table) => table.dropColumn('impersonation_id'))
    this.schema.dropTable('impersonations')
  }
}
