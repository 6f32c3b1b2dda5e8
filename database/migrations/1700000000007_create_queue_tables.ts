import { BaseSchema } from '@adonisjs/lucid/schema'

/**
 * The jobs of every broker, as PostgreSQL records them. All times are by its own clock.
 */
export default class extends BaseSchema {
  async up() {
    this.schema.createTable('job_runs', (table) => {
      table.uuid('id').primary()
      table.text('name').notNullable()
      table.text('queue').notNullable()
      table.text('connection').notNullable()
      table.text('status').notNullable().defaultTo('waiting')
      table.text('reason').nullable()
      table.jsonb('message').notNullable()
      table.integer('attempt').notNullable().defaultTo(0)
      table.integer('attempts').notNullable()
      table.integer('backoff').notNullable()
      table.integer('priority').nullable()
      table.integer('crashes').notNullable().defaultTo(0)
      table.jsonb('error').nullable()
      table.float('progress', 4).nullable()
      table.text('progress_note').nullable()
      table.uuid('batch_id').nullable()
      table.jsonb('chain').nullable()
      table.uuid('parent_id').nullable()
      table.text('schedule').nullable()
      table.text('user_id').nullable()
      table.text('request_id').nullable()
      table.text('worker').nullable()
      table.timestamp('dispatched_at').notNullable()
      table.timestamp('available_at').notNullable()
      table.timestamp('started_at').nullable()
      table.timestamp('finished_at').nullable()
    })
    this.schema.createTable('job_batches', (table) => {
      table.uuid('id').primary()
      table.integer('total').notNullable()
      table.jsonb('then').nullable()
      table.timestamp('created_at').notNullable().defaultTo(this.now())
      table.timestamp('followed_at').nullable()
    })
    this.schema.createTable('job_locks', (table) => {
      table.text('name').notNullable()
      table.text('key').notNullable()
      table.uuid('job_id').notNullable().index()
      table.timestamp('expires_at').notNullable()
      table.primary(['name', 'key'])
    })
    this.schema.createTable('job_cancellations', (table) => {
      table.uuid('job_id').primary()
      table.timestamp('created_at').notNullable().defaultTo(this.now())
    })
    this.schema.createTable('queue_pauses', (table) => {
      table.text('queue').primary()
      table.timestamp('created_at').notNullable().defaultTo(this.now())
    })
    this.schema.createTable('queue_workers', (table) => {
      table.uuid('id').primary()
      table.text('host').notNullable()
      table.integer('pid').notNullable()
      table.text('connection').notNullable()
      table.specificType('queues', 'text[]').notNullable()
      table.integer('concurrency').notNullable()
      table.integer('running').notNullable().defaultTo(0)
      table.boolean('stopping').notNullable().defaultTo(false)
      table.timestamp('started_at').notNullable().defaultTo(this.now())
      table.timestamp('beat_at').notNullable().defaultTo(this.now())
    })
    this.#index()
  }

  async down() {
    for (const table of [
      'job_runs',
      'job_batches',
      'job_locks',
      'job_cancellations',
      'queue_pauses',
      'queue_workers',
    ]) {
      this.schema.dropTable(table)
    }
  }

  /** Indexes of open jobs only: they stay small, however long the log is. */
  #index() {
    this.schema.raw(
      `CREATE INDEX job_runs_open_index ON job_runs (queue, status, available_at) WHERE finished_at IS NULL`
    )
    this.schema.raw(
      `CREATE INDEX job_runs_failed_index ON job_runs (finished_at) WHERE status = 'failed'`
    )
    this.schema.raw(
      `CREATE INDEX job_runs_batch_index ON job_runs (batch_id) WHERE batch_id IS NOT NULL`
    )
    // For pruning. Rows are stored in the order of their dispatch, and a BRIN index costs almost nothing at an update.
    this.schema.raw(`CREATE INDEX job_runs_dispatched_index ON job_runs USING brin (dispatched_at)`)
  }
}
