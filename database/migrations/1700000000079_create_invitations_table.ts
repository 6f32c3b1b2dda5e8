import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.createTable('invitations', (table) => {
      table.uuid('id').primary().defaultTo(this.raw('gen_random_uuid()'))
      table.string('email', 254).notNullable().unique()
      table.string('name', 255).nullable()
      table.specificType('group_ids', 'integer[]').notNullable().defaultTo('{}')
      table.string('locale', 35).nullable()
      table.string('token_hash').nullable().unique()
      table.integer('inviter_id').notNullable().references('users.id').onDelete('CASCADE').index()
      table.timestamp('created_at').notNullable().defaultTo(this.now())
      table.timestamp('expires_at').notNullable().index()
    })
  }

  async down() {
    this.schema.dropTable('invitations')
  }
}
