import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { EmailChangeFactory } from '#database/factories/email_change_factory'
import { RegistrationFactory } from '#database/factories/registration_factory'
import { UserFactory } from '#database/factories/user_factory'
import LowerCase from '#database/migrations/1700000000069_store_emails_in_lower_case'

const COLUMNS = {
  'users.email': () => UserFactory.create(),
  'registrations.email': () => RegistrationFactory.create(),
  'registration_mails.email': () =>
    db.table('registration_mails').insert({
      job_id: crypto.randomUUID(),
      email: 'ada@example.com',
      sent_at: new Date(),
    }),
  'email_changes.email': () => EmailChangeFactory.with('user').create(),
  'email_changes.former_email': () => EmailChangeFactory.with('user').create(),
}
type Column = keyof typeof COLUMNS

/** With a savepoint of its own, because an error ends a transaction. */
function write(name: Column, change: string) {
  const [table, column] = name.split('.')
  return db.transaction((trx) => trx.rawQuery(`UPDATE ${table} SET ${column} = ${change}`))
}

test.group('Database | e-mail addresses', () => {
  test('the database refuses an address with capitals: {$self}')
    .with(Object.keys(COLUMNS) as Column[])
    .run(async ({ assert }, name) => {
      await COLUMNS[name]()
      const column = name.split('.')[1]

      await assert.rejects(() => write(name, `upper(${column})`), /_in_lower_case/)
    })

  test('two accounts never have one address, whatever its case', async ({ assert }) => {
    const [one] = await UserFactory.createMany(2)

    await assert.rejects(() => write('users.email', `'${one.email}'`), /users_email_unique/)
  })

  test('the migration writes the addresses of an older release in lower case', async ({
    assert,
  }) => {
    const migration = () => new LowerCase(db.connection(), 'any', false)
    await migration().execDown()
    const { id, email } = await UserFactory.create()
    await write('users.email', 'initcap(email)')
    await migration().execUp()

    assert.deepEqual(await db.from('users').where({ id }).select('email'), [{ email }])
  })

  test('a search for an address uses the index', async ({ assert }) => {
    await db.rawQuery('SET LOCAL enable_seqscan = off')
    const { rows } = await db.rawQuery('EXPLAIN SELECT * FROM users WHERE email = ?', ['a@b.com'])
    assert.include(JSON.stringify(rows), 'users_email_unique')
  })
})
