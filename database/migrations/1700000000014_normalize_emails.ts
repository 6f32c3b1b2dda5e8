import { BaseSchema } from '@adonisjs/lucid/schema'

/**
 * Normalizes the addresses that older releases stored. If two accounts have the same address, the confirmed one keeps it,
 * otherwise the older one.
 */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      UPDATE users SET email = chosen.normalized
      FROM (
        SELECT DISTINCT ON (normalized) id, normalized
        FROM (SELECT *, normalize(email, NFC) AS normalized FROM users) AS accounts
        ORDER BY normalized, email_confirmed_at IS NULL, email <> normalized, id
      ) AS chosen
      WHERE users.id = chosen.id AND users.email <> chosen.normalized
        AND NOT EXISTS (SELECT 1 FROM users AS other WHERE other.email = chosen.normalized)`)
  }

  async down() {}
}
