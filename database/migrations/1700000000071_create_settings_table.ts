import { BaseSchema } from '@adonisjs/lucid/schema'

/**
 * The settings that differ from their defaults. Every process listens to the trigger, so a change in SQL counts too. See
 * docs/settings.md. `migration:fresh` drops tables only, so the function may be there.
 */
export default class extends BaseSchema {
  async up() {
    this.schema.createTable('settings', (table) => {
      table.text('key').primary()
      table.jsonb('value').notNullable()
      table.timestamp('updated_at').notNullable().defaultTo(this.now())
    })
    this.schema.raw(`
      CREATE OR REPLACE FUNCTION announce_settings() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM pg_notify('settings', '');
        RETURN NULL;
      END $$
    `)
    this.schema.raw(`
      CREATE TRIGGER announce_settings AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON settings
      FOR EACH STATEMENT EXECUTE FUNCTION announce_settings()
    `)
  }

  async down() {
    this.schema.dropTable('settings')
    this.schema.raw('DROP FUNCTION announce_settings')
  }
}
