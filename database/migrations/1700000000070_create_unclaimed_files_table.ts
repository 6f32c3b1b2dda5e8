import { BaseSchema } from '@adonisjs/lucid/schema'

/**
 * The files that no record has: `expires_at` is the time to delete them. The trigger of a table with files writes it in the
 * transaction that saves or deletes the record, also by a cascade, in bulk, or in SQL. See docs/files.md.
 * `migration:fresh` drops tables only, so the function may be there.
 */
export default class extends BaseSchema {
  async up() {
    this.schema.createTable('unclaimed_files', (table) => {
      table.text('key').primary()
      table.timestamp('expires_at').notNullable().index()
    })
    this.schema.raw(`
      CREATE OR REPLACE FUNCTION claim_file() RETURNS trigger LANGUAGE plpgsql AS $$
      DECLARE
        former text := to_jsonb(OLD) -> TG_ARGV[0] ->> 'key';
        present text := to_jsonb(NEW) -> TG_ARGV[0] ->> 'key';
      BEGIN
        IF former IS DISTINCT FROM present THEN
          DELETE FROM unclaimed_files WHERE key = present;
          INSERT INTO unclaimed_files (key, expires_at) SELECT former, now() WHERE former IS NOT NULL
          ON CONFLICT (key) DO UPDATE SET expires_at = now();
        END IF;
        RETURN NULL;
      END $$
    `)
  }

  async down() {
    this.schema.raw('DROP FUNCTION claim_file')
    this.schema.dropTable('unclaimed_files')
  }
}
