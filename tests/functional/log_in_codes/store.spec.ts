import { test } from '@japa/runner'
import { logInCode } from '#config/auth'
import { RegistrationFactory } from '#database/factories/registration_factory'
import { UserFactory } from '#database/factories/user_factory'
import SendLogInCode from '#jobs/send_log_in_code'
import LogInCode from '#models/log_in_code'
import queue from '#queue/main'
import { askForCode, endMinute, mailedCode, withLogInCodes } from '#tests/support/log_in_codes'
import { mailsTo } from '#tests/support/mails'

async function subjectsTo(email: string) {
  const mails = await mailsTo(email)
  return mails.map(({ subject }) => subject)
}

test.group('Log-in codes | store', (group) => {
  group.each.setup(withLogInCodes)

  test('the owner of an account gets a code of six digits, in upper or lower case', async ({
    assert,
    client,
  }) => {
    const { email } = await UserFactory.create()
    const { response, session } = await askForCode(client, email.toUpperCase())
    await queue.drain()

    response.assertHeader('location', '/login/code/check')
    assert.equal(session.log_in_code.email, email)
    const [{ subject, text, html }] = await mailsTo(email)
    assert.match(text!, /^\d{6}$/m)
    assert.notMatch(subject!, /\d{6}/, 'a mail server may log the subject')
    const [code] = text!.match(/^\d{6}$/m)!
    const links = [...html!.matchAll(/href="([^"]+)"/g)].map(([, href]) => href)
    assert.isFalse(links.some((link) => link.includes(code)))
  })

  test('the mail is in the language of the account', async ({ assert, client }) => {
    const { email } = await UserFactory.merge({ locale: 'es' }).create()
    await mailedCode(client, email)
    const [subject] = await subjectsTo(email)
    assert.match(subject!, /^Tu código/)
  })

  test('a pending sign-up gets its confirmation link instead', async ({ assert, client }) => {
    const { email } = await RegistrationFactory.create()
    await mailedCode(client, email)
    assert.deepEqual(await subjectsTo(email), ['Confirm your e-mail address'])
  })

  test('unknown, unconfirmed and disabled addresses get nothing', async ({ assert, client }) => {
    const unconfirmed = await UserFactory.apply('unconfirmed').create()
    const disabled = await UserFactory.apply('disabled').create()
    for (const email of ['nobody@example.com', unconfirmed.email, disabled.email]) {
      const { response } = await mailedCode(client, email)
      response.assertHeader('location', '/login/code/check')
      assert.isEmpty(await mailsTo(email))
    }
  })

  test('the table has a keyed hash of the code, and nothing about who asked', async ({
    assert,
    client,
  }) => {
    const { email } = await UserFactory.create()
    const { code, session } = await mailedCode(client, email)
    const row = await LogInCode.findOrFail(session.log_in_code.id)

    assert.match(row.codeHash!, /^\S{32,}$/)
    assert.notInclude(row.codeHash!, code!)
    assert.sameMembers(Object.keys(row.$attributes), [
      ...['id', 'codeHash', 'triesLeft', 'createdAt', 'expiresAt'],
    ])
  })

  test('the job of the mail is unreadable in the broker and expires with the code', ({
    assert,
  }) => {
    assert.deepEqual([SendLogInCode.encrypted, SendLogInCode.expiresIn], [true, '10 minutes'])
  })

  test('the sixth code within an hour is refused, for known and unknown addresses', async ({
    assert,
    client,
  }) => {
    using fake = queue.fake()
    const { email } = await UserFactory.create()
    for (const address of [email, 'nobody@example.com']) {
      for (let codes = 0; codes < 5; codes++) {
        await askForCode(client, address)
        await endMinute()
      }
      const { response } = await askForCode(client, address)
      response.assertStatus(429)
      assert.isAbove(Number(response.header('retry-after')), 60)
    }
    fake.assertCount(10)
  })

  test('an invalid address is refused and stays in the form', async ({ client, db }) => {
    for (const email of ['ada', '"ada"@example.com']) {
      const { response } = await askForCode(client, email)
      response.assertFlashMessage('email', email)
    }
    await db.assertEmpty('log_in_codes')
  })

  test('the log-in page offers a code only if codes are switched on', async ({
    assert,
    client,
  }) => {
    for (const isOn of [true, false]) {
      logInCode.isOn = isOn
      const page = await client.get('/login').header('accept', 'text/html')
      assert.equal(page.text().includes('href="/login/code"'), isOn)
    }
  })

  test('while codes are switched off, their pages do not exist', async ({ client, db }) => {
    logInCode.isOn = false
    for (const path of ['/login/code', '/login/code/check']) {
      const page = await client.get(path)
      page.assertStatus(404)
      const form = { email: 'ada@example.com', code: '123456' }
      const sent = await client.post(path).form(form).withCsrfToken().redirects(0)
      sent.assertStatus(404)
    }
    await db.assertEmpty('log_in_codes')
  })
})
