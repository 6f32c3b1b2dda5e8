import { BaseSchema } from '@adonisjs/lucid/schema'

/** The event of an erasure belongs to no account any more. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw('ALTER TABLE account_events ALTER COLUMN user_id DROP NOT NULL')
  }

  async down() {
    this.schema.raw('DELETE FROM account_events WHERE user_id IS NULL')
    this.schema.raw('ALTER TABLE account_events ALTER COLUMN user_id SET NOT NULL')
  }
}
