import { BaseSchema } from '@adonisjs/lucid/schema'

/**
 * The hash of a recovery code is encrypted, so that `node ace key:rotate` can change its key. Codes of older releases keep
 * their keyed hash, which has to stay as long as they are good.
 */
export default class extends BaseSchema {
  async up() {
    this.schema.alterTable('recovery_codes', (table) => {
      table.text('digest').nullable()
      table.setNullable('code_hash')
    })
    this.schema.raw('UPDATE recovery_codes SET code_hash = NULL WHERE used_at IS NOT NULL')
  }

  /** The older release cannot read the codes that this one has made. */
  async down() {
    this.schema.raw('DELETE FROM recovery_codes WHERE code_hash IS NULL')
    this.schema.alterTable('recovery_codes', (table) => {
      table.dropNullable('code_hash')
      table.dropColumn('digest')
    })
  }
}
