import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.alterTable('users', (table) => {
      table.string('job_title', 120).nullable()
    })
  }

  async down() {
    this.schema.alterTable('users', (table) => table.dropColumn('job_title'))
  }
}
