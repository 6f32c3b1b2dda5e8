import { BaseSchema } from '@adonisjs/lucid/schema'

/**
 * One row: the identity of this installation among those that share a Redis or a RabbitMQ. An installation that has used
 * one of them before keeps its names there, so that no waiting job is lost.
 */
export default class extends BaseSchema {
  async up() {
    this.schema.createTable('queue_installations', (table) => {
      table.boolean('is_only').primary().defaultTo(true).checkIn(['true'])
      table.text('id').notNullable().defaultTo(this.raw('left(gen_random_uuid()::text, 8)'))
      table.text('prefix').nullable()
      table.uuid('recovered_until').nullable()
    })
    this.schema.raw(
      `INSERT INTO queue_installations (prefix)
       SELECT CASE WHEN EXISTS (SELECT FROM job_runs WHERE connection IN ('redis', 'rabbitmq')) THEN 'queue' END`
    )
  }

  async down() {
    this.schema.dropTable('queue_installations')
  }
}
