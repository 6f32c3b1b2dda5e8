import { BaseSchema } from '@adonisjs/lucid/schema'

/**
 * Every way to end a session deletes its row, so a trigger tells all processes to close the session's streams. See
 * kit/http/live/streams.ts. `migration:fresh` drops tables only, so the function may be there.
 */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      CREATE OR REPLACE FUNCTION announce_ended_sessions() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM pg_notify('live', json_build_object('ended', public_id)::text)
        FROM ended WHERE user_id IS NOT NULL AND expires_at > now();
        RETURN NULL;
      END $$
    `)
    this.schema.raw(`
      CREATE TRIGGER announce_ended_sessions AFTER DELETE ON sessions
      REFERENCING OLD TABLE AS ended FOR EACH STATEMENT EXECUTE FUNCTION announce_ended_sessions()
    `)
  }

  async down() {
    this.schema.raw('DROP TRIGGER announce_ended_sessions ON sessions')
    this.schema.raw('DROP FUNCTION announce_ended_sessions')
  }
}
