import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { RegistrationFactory } from '#database/factories/registration_factory'
import { UserFactory } from '#database/factories/user_factory'
import WriteHosts from '#database/migrations/1700000000025_write_hosts_of_emails_in_one_notation'

test.group('Migrations | emails', () => {
  test('the migration normalizes the hosts of addresses, and every account keeps its address', async ({
    assert,
  }) => {
    const punycode = 'grace@xn--exmple-cua.com'
    const [own, taken, other] = await UserFactory.merge([
      { email: 'ada@xn--exmple-cua.com' },
      { email: punycode },
      { email: 'grace@exämple.com' },
    ]).createMany(3)
    const waiting = await RegistrationFactory.merge({ email: 'ada@mail.example。co.uk' }).create()
    await new WriteHosts(db.connection(), 'any', false).execUp()

    for (const row of [own, taken, other, waiting]) await row.refresh()
    assert.equal(own.email, 'ada@exämple.com')
    assert.equal(taken.email, punycode)
    assert.equal(other.email, 'grace@exämple.com')
    assert.equal(waiting.email, 'ada@mail.example.co.uk')
  })
})
