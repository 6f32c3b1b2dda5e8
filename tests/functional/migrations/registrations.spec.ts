import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { UserFactory } from '#database/factories/user_factory'
import CreateRegistrations from '#database/migrations/1700000000015_create_registrations_table'
import ResendConfirmationLink from '#jobs/resend_confirmation_link'
import AccountOpening from '#models/account_opening'
import Registration from '#models/registration'
import queue from '#queue/main'
import { mailsTo } from '#tests/support/mails'

async function migrate(direction: 'execUp' | 'execDown') {
  const file = 'database/migrations/1700000000015_create_registrations_table'
  await new CreateRegistrations(db.connection(), file, false)[direction]()
}

test.group('Migrations | registrations', () => {
  test('an account that an older release left unconfirmed keeps its details and can get a link', async ({
    assert,
  }) => {
    await migrate('execDown')
    const waiting = await UserFactory.merge({ locale: 'es', timeZone: 'Europe/Madrid' })
      .apply('unconfirmed')
      .create()
    const confirmed = await UserFactory.create()
    await migrate('execUp')
    // A later migration adds it.
    await db.rawQuery('ALTER TABLE registrations ADD COLUMN social_identity jsonb')

    assert.isNull(await Registration.findBy('email', confirmed.email))
    const registration = await Registration.findByOrFail('email', waiting.email)
    const { name, email, password, locale, timeZone } = waiting
    assert.deepInclude(registration.details, { name, email, password, locale, timeZone })

    await ResendConfirmationLink.dispatch({ email, registrationId: null })
    await queue.drain()
    assert.lengthOf(await mailsTo(email), 1)

    const user = await AccountOpening.confirm(registration.id, { ipAddress: null, userAgent: null })
    assert.equal(user?.id, waiting.id)
    await user?.refresh()
    assert.isTrue(user?.isConfirmed)
  })
})
