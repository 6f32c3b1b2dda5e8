import { test } from '@japa/runner'
import { DateTime } from 'luxon'
import database from '@adonisjs/lucid/services/db'
import { UserFactory } from '#database/factories/user_factory'
import ResendConfirmationLink from '#jobs/resend_confirmation_link'
import AccountEmail from '#models/account_email'
import EmailChange from '#models/email_change'
import LogInNotice from '#models/log_in_notice'
import PasswordReset from '#models/password_reset'
import Registration from '#models/registration'
import User from '#models/user'
import queue from '#queue/main'

const origin = { ipAddress: '192.0.2.7', userAgent: null }
const address = () => `new.${crypto.randomUUID()}@example.com`
const past = () => new Date(Date.now() - 3_600_000)

async function resetOf(user: User, jobId: string = crypto.randomUUID()) {
  return PasswordReset.issue(user, jobId)
}

async function changeOf(user: User) {
  const change = await EmailChange.request(user, address(), origin)
  return { change, token: await change.issueLink() }
}

/** @returns the token of the link that undoes the move */
async function moved(user: User) {
  const { token } = await changeOf(user)
  const change = await EmailChange.confirm(token, origin)
  await user.refresh()
  return change!.issueUndoLink()
}

/** The ways to give an account another password. */
const NEW_PASSWORDS: Record<string, (user: User) => Promise<unknown>> = {
  'a changed password': (user) => changePassword(user),
  'a password that is set in code': (user) => user.merge({ password: 'another-password' }).save(),
  'a password that is disabled': (user) =>
    database.transaction((trx) => user.useTransaction(trx).disablePassword()),
}

function changePassword(user: User) {
  return database.transaction((trx) =>
    user.useTransaction(trx).changePassword('another-password', 'password_changed', origin)
  )
}

test.group('Mailed links | lifetimes', () => {
  test('a link to reset the password works for 60 minutes', async ({ assert }) => {
    const { expiresAt } = (await resetOf(await UserFactory.create()))!
    assert.closeTo(expiresAt.diffNow('minutes').minutes, 60, 1)
  })

  test('a link to confirm a new address works for 24 hours', async ({ assert }) => {
    const { change } = await changeOf(await UserFactory.create())
    assert.closeTo(change.expiresAt.diffNow('hours').hours, 24, 0.1)
  })

  test('a link to confirm a sign-up works for 72 hours from its last mail', async ({ assert }) => {
    const signUp = { name: 'Ada', email: address(), password: 'analytical-engine', locale: 'en' }
    const registration = await Registration.signUp(signUp, origin)
    const hoursLeft = async () => {
      await registration.refresh()
      return registration.expiresAt.diffNow('hours').hours
    }
    assert.closeTo(await hoursLeft(), 72, 0.1)

    const { email } = signUp
    for (const mailAgain of [
      async () => {},
      () => ResendConfirmationLink.dispatch({ email, registrationId: null }),
    ]) {
      await registration.merge({ expiresAt: DateTime.now().plus({ hours: 1 }) }).save()
      await mailAgain()
      await queue.drain()
      assert.closeTo(await hoursLeft(), 72, 0.1)
    }
  })

  test('a link to report a log-in works for 7 days', async ({ assert }) => {
    const user = await UserFactory.create()
    const { expiresAt } = await LogInNotice.issue(user, crypto.randomUUID())
    assert.closeTo(expiresAt.diffNow('days').days, 7, 0.01)
  })

  test('an expired link undoes no change of the address', async ({ assert }) => {
    const user = await UserFactory.create()
    const token = await moved(user)
    await database.from('email_changes').where('user_id', user.id).update({ expires_at: past() })

    assert.isNull(await EmailChange.findUndoable(token))
    assert.isNull(await EmailChange.undo(token, origin))
  })

  test('links of other accounts and expired ones do not count', async ({ assert }) => {
    const [user, other] = await UserFactory.createMany(2)
    for (let times = 0; times < 3; times++) await resetOf(other)
    for (let times = 0; times < 3; times++) assert.isNotNull(await resetOf(user))
    assert.isNull(await resetOf(user))

    await database.from('password_resets').where('user_id', user.id).update({ expires_at: past() })
    assert.isNotNull(await resetOf(user))
  })

  test('a job that runs again has its link also as the last one of the hour', async ({
    assert,
  }) => {
    const user = await UserFactory.create()
    const jobId = crypto.randomUUID()
    await resetOf(user)
    await resetOf(user)
    await resetOf(user, jobId)

    assert.isNotNull(await resetOf(user, jobId))
  })
})

test.group('Mailed links | state of the account', () => {
  for (const [title, change] of Object.entries(NEW_PASSWORDS)) {
    test(`${title} ends links that set a password or move the account`, async ({ assert }) => {
      const [user, other] = await UserFactory.createMany(2)
      const { token } = (await resetOf(user))!
      const kept = (await resetOf(other))!
      const waiting = await changeOf(user)
      const { token: notice } = await LogInNotice.issue(user, crypto.randomUUID())
      await change(user)

      assert.isNull(await PasswordReset.complete(token, 'a-password-of-a-thief', origin))
      assert.isNull(await EmailChange.confirm(waiting.token, origin))
      assert.isNotNull(await PasswordReset.findPending(kept.token))
      assert.isNotNull(await LogInNotice.findPending(notice))
    })
  }

  test('a new password leaves the link that undoes a move', async ({ assert }) => {
    const user = await UserFactory.create()
    const token = await moved(user)
    await changePassword(user)

    assert.isNotNull(await EmailChange.undo(token, origin))
  })

  test('no link is made for an address that the account has left, or for a disabled account', async ({
    assert,
  }) => {
    const [user, disabled] = await UserFactory.createMany(2)
    const before = await User.findOrFail(user.id)
    await moved(user)
    await database.from('users').where('id', disabled.id).update({ disabled_at: new Date() })

    assert.isNull(await resetOf(before))
    assert.isNull(await resetOf(disabled))
    assert.isNotNull(await resetOf(user))
  })

  test('a link that another request uses up at the same moment sets no password', async ({
    assert,
  }) => {
    const user = await UserFactory.create()
    const { token } = (await resetOf(user))!
    const tries = ['first-new-password', 'second-new-password'].map((password) =>
      PasswordReset.complete(token, password, origin)
    )

    const accounts = await Promise.all(tries)
    assert.lengthOf(accounts.filter(Boolean), 1)
  })

  test('a move of one account leaves the links of others', async ({ assert }) => {
    const [user, other] = await UserFactory.createMany(2)
    const { token } = (await resetOf(other))!
    const back = await moved(user)
    const undo = await moved(other)
    await EmailChange.undo(back, origin)
    await database.transaction((trx) => AccountEmail.move(user.useTransaction(trx), address()))

    assert.isNull(await PasswordReset.findPending(token))
    assert.isNotNull(await EmailChange.findUndoable(undo))
  })
})
