import { BaseSchema } from '@adonisjs/lucid/schema'

/** The orders and the filters of the list of accounts, and the search in the middle of words. */
const INDEXES = {
  users_in_order_of_name: '(name COLLATE "und-x-icu", id)',
  users_in_order_of_email: '(email COLLATE "und-x-icu", id)',
  users_in_order_of_creation: '(created_at, id)',
  users_unconfirmed: '(created_at, id) WHERE email_confirmed_at IS NULL',
  users_disabled: '(created_at, id) WHERE disabled_at IS NOT NULL',
  users_being_deleted: '(created_at, id) WHERE deletes_at IS NOT NULL',
  users_search: 'USING gin (name gin_trgm_ops, email gin_trgm_ops)',
}

export default class extends BaseSchema {
  /** An index that is built in a transaction would lock the table. */
  static disableTransactions = true

  async up() {
    this.schema.raw('CREATE EXTENSION IF NOT EXISTS pg_trgm')
    for (const [name, columns] of Object.entries(INDEXES)) {
      this.schema.raw(`CREATE INDEX CONCURRENTLY IF NOT EXISTS ${name} ON users ${columns}`)
    }
  }

  async down() {
    for (const name of Object.keys(INDEXES))
      this.schema.raw(`DROP INDEX CONCURRENTLY IF EXISTS ${name}`)
  }
}
