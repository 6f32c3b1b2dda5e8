import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.createTable('registrations', (table) => {
      table.uuid('id').primary().defaultTo(this.raw('gen_random_uuid()'))
      table.string('name', 255).notNullable()
      table.string('email', 254).notNullable().index()
      table.string('password').nullable()
      table.string('locale', 35).nullable()
      table.string('time_zone', 64).nullable()
      table.string('ip_address', 45).nullable()
      table.string('user_agent', 255).nullable()
      table.integer('user_id').nullable().references('users.id').onDelete('CASCADE').index()
      table.timestamp('created_at').notNullable().defaultTo(this.now())
      table.timestamp('expires_at').notNullable().index()
    })
    this.schema.createTable('registration_mails', (table) => {
      table.uuid('job_id').primary()
      table.string('email', 254).notNullable()
      table.timestamp('sent_at').notNullable().defaultTo(this.now())
      table.index(['email', 'sent_at'])
    })
    this.#adoptUnconfirmedUsers()
  }

  async down() {
    this.schema.dropTable('registration_mails')
    this.schema.dropTable('registrations')
  }

  /** So that an account which waits for its confirmation can be sent a link again. */
  #adoptUnconfirmedUsers() {
    this.schema.raw(
      `INSERT INTO registrations (name, email, password, locale, time_zone, created_at, expires_at)
       SELECT name, email, password, locale, time_zone, created_at, now() + interval '72 hours'
       FROM users WHERE email_confirmed_at IS NULL`
    )
  }
}
