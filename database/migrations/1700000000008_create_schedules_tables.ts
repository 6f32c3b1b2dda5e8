import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.createTable('schedules', (table) => {
      table.string('name', 190).primary()
      table.string('job').notNullable()
      table.jsonb('payload').notNullable()
      table.string('queue').nullable()
      table.string('cadence').notNullable()
      table.string('timezone').notNullable()
      table.string('cadence_override').nullable()
      table.string('timezone_override').nullable()
      table.enum('missed_policy', ['once', 'all', 'skip']).notNullable()
      table.boolean('without_overlapping').notNullable()
      table.boolean('enabled').notNullable().defaultTo(true)
      table.timestamp('last_run_at').nullable()
      table.timestamp('next_run_at').nullable()
      table.integer('ran_count').notNullable().defaultTo(0)
      table.integer('late_count').notNullable().defaultTo(0)
      table.integer('missed_count').notNullable().defaultTo(0)
      table.integer('skipped_count').notNullable().defaultTo(0)
      table.timestamp('seen_at').notNullable()
      table.timestamp('removed_at').nullable()
    })

    this.schema.createTable('schedule_ticks', (table) => {
      table.string('schedule', 190).notNullable()
      table.timestamp('due_at').notNullable().index()
      table.enum('status', ['ran', 'late', 'missed', 'skipped']).notNullable()
      table.text('reason').nullable()
      table.uuid('job_id').nullable().index()
      table.timestamp('fired_at').nullable()
      table.primary(['schedule', 'due_at'])
      table.foreign('schedule').references('schedules.name').onDelete('CASCADE')
    })

    this.schema.raw(
      'CREATE INDEX schedule_ticks_with_job ON schedule_ticks (schedule, due_at) WHERE job_id IS NOT NULL'
    )
  }

  async down() {
    this.schema.dropTable('schedule_ticks')
    this.schema.dropTable('schedules')
  }
}
