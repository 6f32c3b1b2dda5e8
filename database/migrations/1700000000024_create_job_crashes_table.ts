import { BaseSchema } from '@adonisjs/lucid/schema'

/**
 * Jobs whose worker died while they ran. A row stays until its job has run to the end; most jobs never have one.
 */
export default class extends BaseSchema {
  async up() {
    this.schema.createTable('job_crashes', (table) => {
      table.uuid('job_id').primary()
      // How often its worker died while it ran.
      table.integer('deaths').notNullable().defaultTo(0)
      // How often it certainly ended or blocked its worker, and how it did so the last time.
      table.integer('charged').notNullable().defaultTo(0)
      table.text('reason').nullable()
      // How often its worker died for an unknown reason while it ran alone.
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
