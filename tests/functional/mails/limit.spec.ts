import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { RegistrationFactory } from '#database/factories/registration_factory'
import { UserFactory } from '#database/factories/user_factory'
import ResendConfirmationLink from '#jobs/resend_confirmation_link'
import SendRegistrationMail from '#jobs/send_registration_mail'
import RegistrationMail from '#models/registration_mail'
import queue from '#queue/main'
import { RefusingMailServer } from '#tests/support/refusing_mail_server'
import { mailsTo } from '#tests/support/mails'

const address = () => `ada.${crypto.randomUUID()}@example.com`

async function signUp(email: string) {
  const { id: registrationId } = await RegistrationFactory.merge({ email }).create()
  await SendRegistrationMail.dispatch({ registrationId })
}

async function sendAgain(email: string) {
  await ResendConfirmationLink.dispatch({ email, registrationId: null })
}

test.group('Mails | limit', () => {
  test('sign-up and "send again" together send an address at most 3 mails an hour', async ({
    assert,
  }) => {
    const email = address()
    for (const ask of [signUp, sendAgain, signUp, sendAgain, signUp, sendAgain]) await ask(email)
    const { failed } = await queue.drain()

    assert.isEmpty(failed)
    assert.lengthOf(await mailsTo(email), 3)
  })

  test('the owner of an account gets at most 3 mails an hour (ASVS 2.3.2)', async ({ assert }) => {
    const { email } = await UserFactory.create()
    for (let times = 0; times < 5; times++) await signUp(email)
    await queue.drain()

    const mails = await mailsTo(email)
    assert.lengthOf(mails, 3)
    assert.equal(mails[0].subject, 'You already have an account')
  })

  test('after an hour the address gets mails again', async ({ assert }) => {
    const email = address()
    for (let times = 0; times < 3; times++) await signUp(email)
    await queue.drain()
    const [oldest] = await db.from('registration_mails').where({ email }).orderBy('sent_at')
    const { job_id: jobId } = oldest
    await db
      .from('registration_mails')
      .where({ job_id: jobId })
      .update({ sent_at: db.raw(`now() - interval '61 minutes'`) })
    for (const ask of [sendAgain, sendAgain]) await ask(email)
    await queue.drain()

    assert.lengthOf(await mailsTo(email), 4)
  })

  test('another address has its own limit', async ({ assert }) => {
    const [email, other] = [address(), address()]
    for (let times = 0; times < 4; times++) await signUp(email)
    await signUp(other)
    await queue.drain()

    assert.lengthOf(await mailsTo(other), 1)
  })

  test('a failed mail does not count', async ({ assert }) => {
    const email = address()
    await using server = await RefusingMailServer.start({ step: 'RCPT TO', code: 550 })
    for (let times = 0; times < 3; times++) await signUp(email)
    const { failed } = await queue.drain()
    assert.lengthOf(failed, 3)

    server.refusal = undefined
    await sendAgain(email)
    await queue.drain()
    assert.lengthOf(server.accepted, 1)
  })

  test('a second run of the same job does not count again', async ({ assert }) => {
    const [email, jobId] = [address(), crypto.randomUUID()]
    for (let runs = 0; runs < 5; runs++) {
      assert.isTrue(await RegistrationMail.within(email, jobId, async () => {}))
    }
    assert.isTrue(await RegistrationMail.within(email, crypto.randomUUID(), async () => {}))
  })
})

test.group('Mails | to an unconfirmed address', () => {
  test('a mail holds no text of the person who signed up', async ({ assert }) => {
    await using server = await RefusingMailServer.start()
    const email = address()
    const name = 'You won 900 EUR, call 0900 123\r\nBcc: victim@example.org'
    const { id: registrationId } = await RegistrationFactory.merge({ email, name }).create()
    await SendRegistrationMail.dispatch({ registrationId })
    await queue.drain()

    const [mail] = server.accepted
    assert.match(mail, new RegExp(`^To: ${email}\\r$`, 'm'))
    assert.notMatch(mail, /\bwon\b|900 EUR|victim|^Bcc/im)
  })

  test('a link that is sent late works for its full time', async ({ assert }) => {
    const registration = await RegistrationFactory.create()
    await registration.merge({ expiresAt: registration.expiresAt.minus({ hours: 50 }) }).save()
    await SendRegistrationMail.dispatch({ registrationId: registration.id })
    await queue.drain()

    await registration.refresh()
    assert.closeTo(registration.expiresAt.diffNow('hours').hours, 72, 0.1)
  })
})
