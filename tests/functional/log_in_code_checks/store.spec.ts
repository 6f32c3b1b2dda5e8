import { test } from '@japa/runner'
import { DateTime } from 'luxon'
import { UserFactory } from '#database/factories/user_factory'
import LogInCode from '#models/log_in_code'
import User from '#models/user'
import SendNewDeviceMail from '#jobs/send_new_device_mail'
import queue from '#queue/main'
import { addAuthenticator, codeOf } from '#tests/support/second_factor'
import {
  endMinute,
  mailedCode,
  sendCode,
  withLogInCodes,
  wrongCode,
} from '#tests/support/log_in_codes'

const NOWHERE = { ipAddress: null, userAgent: null }

test.group('Log-in code checks | store', (group) => {
  group.each.setup(withLogInCodes)

  test('the code logs in to the page that was asked for, with a new session id', async ({
    assert,
    client,
    db,
  }) => {
    const user = await UserFactory.create()
    const intended = { redirect: { intendedUrl: '/settings/preferences' } }
    const { code, session } = await mailedCode(client, user.email, intended)
    using fake = queue.fake()
    const request = sendCode(client, session, code)
    const before = request.sessionClient.sessionId
    const response = await request

    response.assertHeader('location', '/settings/preferences')
    response.assertSession('auth_web', user.id)
    response.assertSessionMissing('log_in_code')
    assert.notEqual(response.cookie('easystart-session')?.value, before)
    assert.notOk(response.cookie('remember_web')?.value)
    await db.assertHas('account_events', { user_id: user.id, kind: 'signed_in' }, 1)
    await db.assertHas('account_events', { user_id: user.id, kind: 'log_in_code_used' }, 1)
    fake.assertDispatched(SendNewDeviceMail)
  })

  test('the code is read with spaces and in digits of other scripts, and remembers on request', async ({
    assert,
    client,
  }) => {
    const { email } = await UserFactory.create()
    const { code, session } = await mailedCode(client, email)
    const arabic = code!.replace(/\d/g, (digit) => String.fromCodePoint(0x660 + Number(digit)))
    const typed = ` ${arabic.slice(0, 3)} ${arabic.slice(3)}`
    const response = await sendCode(client, session, typed, { remember: 'on' })

    response.assertHeader('location', '/dashboard')
    assert.isDefined(response.cookie('remember_web')?.value)
  })

  test('a code does not confirm the identity for sensitive acts', async ({ client }) => {
    const { email } = await UserFactory.create()
    const { code, session } = await mailedCode(client, email)
    const response = await sendCode(client, session, code)
    response.assertSessionMissing('identity_confirmed_at')
  })

  test('an account with a second factor is asked for it', async ({ client, db }) => {
    const user = await UserFactory.create()
    const { key } = await addAuthenticator(user)
    const { code, session } = await mailedCode(client, user.email)
    const first = await sendCode(client, session, code)

    first.assertHeader('location', '/login/second-factor')
    first.assertSessionMissing('auth_web')
    await db.assertMissing('account_events', { user_id: user.id, kind: 'signed_in' })

    const second = await client
      .visit('second_factor_checks.store')
      .form({ code: codeOf(key) })
      .withSession(first.session())
      .withCsrfToken()
      .redirects(0)
    second.assertSession('auth_web', user.id)
    second.assertSessionMissing('identity_confirmed_at')
  })

  test('the code works only in the browser that asked for it (ASVS 6.6.2)', async ({ client }) => {
    const { email } = await UserFactory.create()
    const owner = await mailedCode(client, email)
    await endMinute()
    const stranger = await mailedCode(client, email)
    const code = owner.code === stranger.code ? wrongCode(owner.code) : owner.code

    const stolen = await sendCode(client, stranger.session, code)
    stolen.assertSessionMissing('auth_web')
    const elsewhere = await sendCode(client, {}, code)
    elsewhere.assertHeader('location', '/login/code')
    const own = await sendCode(client, owner.session, owner.code)
    own.assertHeader('location', '/dashboard')
  })

  test('a code is good for one use, also if it arrives several times', async ({
    assert,
    client,
    db,
  }) => {
    const user = await UserFactory.create()
    const { code, session } = await mailedCode(client, user.email)
    const answers = []
    for (let uses = 0; uses < 3; uses++) {
      const response = await sendCode(client, session, code)
      answers.push(response.header('location'))
    }
    assert.deepEqual(answers, ['/dashboard', '/login/code', '/login/code'])
    await db.assertHas('account_events', { user_id: user.id, kind: 'log_in_code_used' }, 1)
  })

  test('a wrong code is recorded, and after the fifth the right one is worth nothing (ASVS 6.6.3)', async ({
    assert,
    client,
    db,
  }) => {
    const user = await UserFactory.create()
    const { code, session } = await mailedCode(client, user.email)
    for (let tries = 1; tries <= 5; tries++) {
      const response = await sendCode(client, session, wrongCode(code))
      if (tries < 5) assert.property(response.flashMessage('inputErrorsBag'), 'code')
      else response.assertHeader('location', '/login/code')
      response.assertFlashMissing('code')
    }

    const response = await sendCode(client, session, code)
    response.assertHeader('location', '/login/code')
    response.assertSessionMissing('auth_web')
    await db.assertHas('account_events', { user_id: user.id, kind: 'log_in_code_failed' }, 5)
  })

  test('a form without a code uses no try up', async ({ assert, client, db }) => {
    const { email } = await UserFactory.create()
    const { session } = await mailedCode(client, email)
    const response = await sendCode(client, session, '')
    assert.property(response.flashMessage('inputErrorsBag'), 'code')
    await db.assertHas('log_in_codes', { id: session.log_in_code.id, tries_left: 5 })
  })

  test('a code works for ten minutes from its mail', async ({ client }) => {
    const { email } = await UserFactory.create()
    const { code, session } = await mailedCode(client, email)
    const row = await LogInCode.findOrFail(session.log_in_code.id)
    const minutes = row.expiresAt.diffNow('minutes').minutes
    if (minutes > 10.1 || minutes < 9) throw new Error(`it works for ${minutes} minutes`)

    await row.merge({ expiresAt: DateTime.now().minus({ hours: 1 }) }).save()
    const response = await sendCode(client, session, code)
    response.assertHeader('location', '/login/code')
    response.assertSessionMissing('auth_web')
  })

  test('another code for the same browser ends the one before', async ({ assert, client }) => {
    const { email } = await UserFactory.create()
    const first = await mailedCode(client, email)
    await endMinute()
    const second = await mailedCode(client, email, first.session)

    assert.isNull(await LogInCode.find(first.session.log_in_code.id))
    const response = await sendCode(client, second.session, second.code)
    response.assertHeader('location', '/dashboard')
  })

  test('a new password, address or log-out everywhere ends the code, and so does a disabled account', async ({
    assert,
    client,
  }) => {
    const changes: Record<string, (user: User) => Promise<unknown>> = {
      password: (user) => user.merge({ password: 'another-password' }).save(),
      address: (user) => user.merge({ email: `new.${user.email}` }).save(),
      everywhere: (user) => user.merge({ sessionGeneration: crypto.randomUUID() }).save(),
      disabled: (user) => user.merge({ disabledAt: DateTime.now() }).save(),
    }
    for (const [name, change] of Object.entries(changes)) {
      const user = await UserFactory.create()
      const { code, session } = await mailedCode(client, user.email)
      await change(user)
      const response = await sendCode(client, session, code)
      assert.isUndefined(response.session('auth_web'), name)
    }
  })

  test('a repeated run of the job replaces the code', async ({ assert, client }) => {
    const user = await UserFactory.create()
    const { session } = await mailedCode(client, user.email)
    const code = await LogInCode.issue(session.log_in_code.id, user)
    const redeemed = await LogInCode.redeem(session.log_in_code, code!, NOWHERE)
    assert.instanceOf(redeemed, User)
    assert.isNull(await LogInCode.issue(session.log_in_code.id, user))
  })

  test('opening the page uses nothing up, and no cache keeps it', async ({ client }) => {
    const { email } = await UserFactory.create()
    const { code, session } = await mailedCode(client, email)
    const scanner = await client.get('/login/code/check').redirects(0)
    scanner.assertHeader('location', '/login/code')
    for (let visits = 0; visits < 7; visits++) {
      const page = await client
        .visit('log_in_code_checks.create')
        .withSession(session)
        .withInertia()
      page.assertInertiaComponent('auth/log_in_code_checks/create')
      page.assertHeader('cache-control', 'no-store')
    }
    const response = await sendCode(client, session, code)
    response.assertHeader('location', '/dashboard')
  })
})
