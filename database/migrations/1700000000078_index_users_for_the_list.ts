import { BaseSchema } from '@adonisjs/lucid/schema'

/** The orders and the filters of the list of accounts, and the search in the middle of words. */
const INDEXES = [
  'CREATE INDEX CONCURRENTLY IF NOT EXISTS users_in_order_of_name ON users (name COLLATE "und-x-icu", id)',
  'CREATE INDEX CONCURRENTLY IF NOT EXISTS users_in_order_of_email ON users (email COLLATE "und-x-icu", id)',
  'CREATE INDEX CONCURRENTLY IF NOT EXISTS users_in_order_of_creation ON users (created_at, id)',
  `CREATE INDEX CONCURRENTLY IF NOT EXISTS users_unconfirmed ON users (created_at, id)
   WHERE email_confirmed_at IS NULL`,
  `CREATE INDEX CONCURRENTLY IF NOT EXISTS users_disabled ON users (created_at, id)
   WHERE disabled_at IS NOT NULL`,
  `CREATE INDEX CONCURRENTLY IF NOT EXISTS users_being_deleted ON users (created_at, id)
   WHERE deletes_at IS NOT NULL`,
  'CREATE INDEX CONCURRENTLY IF NOT EXISTS users_search ON users USING gin (name gin_trgm_ops, email gin_trgm_ops)',
]

const NAMES =
  'users_in_order_of_name, users_in_order_of_email, users_in_order_of_creation, users_unconfirmed, users_disabled, users_being_deleted, users_search'

export default class extends BaseSchema {
  /** An index that is built in a transaction would lock the table. */
  static disableTransactions = true

  async up() {
    this.schema.raw('CREATE EXTENSION IF NOT EXISTS pg_trgm')
    for (const index of INDEXES) this.schema.raw(index)
  }

  async down() {
    this.schema.raw(`DROP INDEX IF EXISTS ${NAMES}`)
  }
}
