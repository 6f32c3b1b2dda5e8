import { BaseSchema } from '@adonisjs/lucid/schema'

/** A member of any group is staff. The lock makes the second of two changes see the first. */
const NOTE_STAFF = `
CREATE OR REPLACE FUNCTION note_staff() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  member integer := CASE WHEN TG_OP = 'DELETE' THEN OLD.user_id ELSE NEW.user_id END;
BEGIN
  PERFORM 1 FROM users WHERE id = member FOR UPDATE;
  UPDATE users SET is_staff = EXISTS (SELECT FROM group_members WHERE user_id = member) WHERE id = member;
  RETURN NULL;
END $$`

export default class extends BaseSchema {
  async up() {
    this.schema.createTable('groups', (table) => {
      table.increments('id').notNullable()
      table.string('name', 100).notNullable()
      table.text('description').nullable()
      table.specificType('permissions', 'text[]').notNullable().defaultTo('{}')
      table.boolean('has_all_permissions').notNullable().defaultTo(false)
      table.boolean('needs_second_factor').notNullable().defaultTo(false)
      table.timestamp('created_at').notNullable().defaultTo(this.now())
      table.timestamp('updated_at').notNullable().defaultTo(this.now())
      table.unique(['name'])
    })
    this.schema.createTable('group_members', (table) => {
      table.integer('group_id').notNullable().references('groups.id').onDelete('CASCADE')
      table.integer('user_id').notNullable().references('users.id').onDelete('CASCADE').index()
      table.timestamp('created_at').notNullable().defaultTo(this.now())
      table.primary(['group_id', 'user_id'])
    })
    this.schema.alterTable('users', (table) => {
      table.boolean('is_staff').notNullable().defaultTo(false)
    })
    this.schema.raw(NOTE_STAFF)
    this.schema.raw(
      `CREATE TRIGGER note_staff AFTER INSERT OR DELETE ON group_members FOR EACH ROW EXECUTE FUNCTION note_staff()`
    )
    this.schema.raw(
      'CREATE UNIQUE INDEX groups_administrators ON groups (has_all_permissions) WHERE has_all_permissions'
    )
    this.schema.raw(
      `INSERT INTO groups (name, has_all_permissions) VALUES ('Administrators', true)`
    )
  }

  async down() {
    this.schema.dropTable('group_members')
    this.schema.dropTable('groups')
    this.schema.raw('DROP FUNCTION note_staff')
    this.schema.alterTable('users', (table) => table.dropColumn('is_staff'))
  }
}
