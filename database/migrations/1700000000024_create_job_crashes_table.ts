import { BaseSchema } from '@adonisjs/lucid/schema'

/**
 * The jobs whose worker died while they ran, until one of them has run to an end. Of most jobs there is none.
 */
export default class extends BaseSchema {
  async up() {
    this.schema.createTable('job_crashes', (table) => {
      table.uuid('job_id').primary()
      // How often it was running when its worker died.
      table.integer('deaths').notNullable().defaultTo(0)
      // How often it has certainly ended or blocked its worker, and how it did so last.
      table.integer('charged').notNullable().defaultTo(0)
      table.text('reason').nullable()
      // How often its worker died while it ran alone, and nobody saw why.
      table.integer('unexplained').notNullable().defaultTo(0)
      // The worker in which it runs alone.
      table.text('alone_in').nullable()
      table.timestamp('created_at').notNullable().defaultTo(this.now())
    })
  }

  async down() {
    this.schema.dropTable('job_crashes')
  }
}
