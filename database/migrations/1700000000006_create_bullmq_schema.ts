import pg from 'pg'
import { runMigrations } from 'bullmq'
import { BaseSchema } from '@adonisjs/lucid/schema'
import app from '@adonisjs/core/services/app'
import { SCHEMA } from '#queue/define_config'

/**
 * BullMQ's tables. BullMQ stores their version in them; each new major version of it needs a migration like this one.
 */
export default class extends BaseSchema {
  static disableTransactions = true

  async up() {
    this.defer(async () => {
      const client = new pg.Client(app.config.get('database.connections.postgres.connection'))
      await client.connect()
      try {
        await runMigrations(client, SCHEMA)
      } finally {
        await client.end()
      }
    })
  }

  async down() {
    this.schema.dropSchemaIfExists(SCHEMA, true)
  }
}
