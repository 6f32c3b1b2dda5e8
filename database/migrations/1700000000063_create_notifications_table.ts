import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.createTable('notifications', (table) => {
      table.increments('id')
      table.integer('user_id').notNullable().references('users.id').onDelete('CASCADE')
      table.string('kind', 64).notNullable()
      table.jsonb('data').notNullable()
      table.timestamp('read_at').nullable()
      table.timestamp('created_at').notNullable().defaultTo(this.now()).index()
      table.index(['user_id', 'id'])
    })
    this.schema.raw(
      'CREATE INDEX notifications_unread_index ON notifications (user_id, id) WHERE read_at IS NULL'
    )
    this.schema.alterTable('users', (table) => {
      table.jsonb('notification_choices').nullable()
    })
  }

  async down() {
    this.schema.alterTable('users', (table) => table.dropColumn('notification_choices'))
    this.schema.dropTable('notifications')
  }
}
