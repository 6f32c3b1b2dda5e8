import { BaseSchema } from '@adonisjs/lucid/schema'

/** Sessions go on: the hash is that of `hashOfSessionId` in kit/http/account/session_rows.ts. */
export default class extends BaseSchema {
  async up() {
    this.schema.alterTable('sessions', (table) => {
      table.string('id', 64).notNullable().alter({ alterNullable: false })
    })
    this.schema.raw(`UPDATE sessions SET id = encode(sha256(id::bytea), 'hex')`)
  }

  /** Nothing leads from a hash back to its id, so all sessions end. */
  async down() {
    this.schema.raw('DELETE FROM sessions')
    this.schema.alterTable('sessions', (table) => {
      table.string('id', 36).notNullable().alter({ alterNullable: false })
    })
  }
}
