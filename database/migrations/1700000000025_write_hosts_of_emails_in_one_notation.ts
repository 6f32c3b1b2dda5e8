import { BaseSchema } from '@adonisjs/lucid/schema'
import { emailText } from '#http/input/text'

/**
 * Rewrites addresses of older releases, so that each host has one notation. If another account already has the new
 * address, that account keeps it; if two addresses become the same, the confirmed account gets it.
 */
export default class extends BaseSchema {
  async up() {
    this.defer(async (db) => {
      const written = (email: string) => ({ email: emailText(email) })
      const rowsOf = (table: string) => db.from(table).whereRaw(`email ~ '[^ -~]|@.*xn--'`)

      for (const { id, email } of await rowsOf('users').orderByRaw(
        'email_confirmed_at IS NULL, id'
      )) {
        const isTaken = await db.from('users').where(written(email)).first()
        if (!isTaken) await db.from('users').where({ id }).update(written(email))
      }
      for (const { id, email } of await rowsOf('registrations')) {
        await db.from('registrations').where({ id }).update(written(email))
      }
    })
  }

  async down() {}
}
