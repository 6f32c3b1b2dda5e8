import { test } from '@japa/runner'
import database from '@adonisjs/lucid/services/db'
import type { CDPSession, Page } from 'playwright'
import { UserFactory } from '#database/factories/user_factory'
import Passkey from '#models/passkey'
import { eventually } from '#tests/support/eventually'
import { PageInspector } from '#tests/support/page_inspector'

const password = 'secret-password'

/** Plugs a device for passkeys into the browser, which confirms by itself that its owner is here. */
async function plugIn(page: Page, options: object = {}) {
  const cdp = await page.context().newCDPSession(page)
  await cdp.send('WebAuthn.enable')
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
      ...options,
    },
  })
  return { cdp, authenticatorId }
}

async function confirmNothing({
  cdp,
  authenticatorId,
}: {
  cdp: CDPSession
  authenticatorId: string
}) {
  await cdp.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false })
}

async function enterPassword(page: Page, email: string) {
  await page.goto('/login')
  await page.getByLabel('E-mail address').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Log in', exact: true }).click()
}

async function addPasskey(page: Page, email: string, name = 'My laptop') {
  await enterPassword(page, email)
  await page.waitForURL('/dashboard')
  await page.goto('/settings/second-factor')
  await page.getByRole('link', { name: 'Add a passkey' }).click()
  await page.getByLabel('Name').fill(name)
  await page.getByRole('button', { name: 'Create the passkey' }).click()
  await page.waitForURL('/settings/recovery-codes')
}

async function logOut(page: Page) {
  await page.context().clearCookies()
}

test.group('Passkeys', (group) => {
  group.each.setup(async () => {
    await database.from('rate_limits').delete()
  })

  test('a member adds a passkey, logs in with it by a button, and removes it (ASVS 11.6.1)', async ({
    assert,
    browserContext,
    db,
  }) => {
    const user = await UserFactory.create()
    const { inspector, page } = await PageInspector.open(browserContext)
    const { cdp, authenticatorId } = await plugIn(page)
    await addPasskey(page, user.email)
    assert.lengthOf(await page.locator('[data-code]').all(), 10)
    const { credentials } = await cdp.send('WebAuthn.getCredentials', { authenticatorId })
    assert.isTrue(credentials[0].isResidentCredential)
    assert.notInclude(
      Buffer.from(credentials[0].userHandle!, 'base64').toString(),
      String(user.email)
    )
    await user.refresh()
    assert.isTrue(user.hasSecondFactor)

    await cdp.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId, enabled: false })
    await logOut(page)
    await page.goto('/settings/preferences')
    await page.waitForURL('/login')
    await page.waitForLoadState('networkidle')
    await cdp.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId, enabled: true })
    await page.getByRole('button', { name: 'Log in with a passkey' }).click()
    await page.waitForURL('/settings/preferences')
    await db.assertHas('account_events', { user_id: user.id, kind: 'passkey_used' }, 1)

    await page.goto('/settings/second-factor')
    await page.getByText('My laptop').waitFor()
    await inspector.inspect(page)
    await page.getByRole('button', { name: 'Remove the passkey My laptop' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click()
    await page.getByText('Your passkey is removed').first().waitFor()
    await db.assertHas('passkeys', { user_id: user.id }, 0)
    await db.assertHas('recovery_codes', { user_id: user.id }, 0)
    await user.refresh()
    assert.isFalse(user.hasSecondFactor)
  })

  test('the browser offers the passkey for the e-mail address', async ({ browserContext }) => {
    const { email } = await UserFactory.create()
    const { page } = await PageInspector.open(browserContext)
    await plugIn(page)
    await addPasskey(page, email)
    await logOut(page)
    await page.goto('/login')

    // The virtual device accepts the offer by itself.
    await page.waitForURL('/dashboard')
  })

  test('an answer about passkeys that comes after the log-in does not log out', async ({
    assert,
    browserContext,
  }) => {
    const { email } = await UserFactory.create()
    const { page } = await PageInspector.open(browserContext)
    await plugIn(page)
    const isLoggedIn = Promise.withResolvers<void>()
    const isAnswered = Promise.withResolvers<void>()
    await page.route('**/passkey-challenges', async (route) => {
      const response = await route.fetch()
      await isLoggedIn.promise
      // The page has stopped the request, so there is nobody to answer.
      await route.fulfill({ response }).catch(() => {})
      isAnswered.resolve()
    })
    await enterPassword(page, email)
    await page.waitForURL('/dashboard')
    isLoggedIn.resolve()
    await isAnswered.promise

    await page.goto('/settings/profile')
    assert.equal(new URL(page.url()).pathname, '/settings/profile')
  })

  test('a passkey is the second factor after the password', async ({ assert, browserContext }) => {
    const user = await UserFactory.create()
    const { inspector, page } = await PageInspector.open(browserContext)
    const device = await plugIn(page)
    await addPasskey(page, user.email)
    await device.cdp.send('WebAuthn.setAutomaticPresenceSimulation', {
      authenticatorId: device.authenticatorId,
      enabled: false,
    })
    await logOut(page)
    await enterPassword(page, user.email)
    await page.waitForURL('/login/second-factor')
    await inspector.inspect(page)
    await device.cdp.send('WebAuthn.setAutomaticPresenceSimulation', {
      authenticatorId: device.authenticatorId,
      enabled: true,
    })
    await page.getByRole('button', { name: 'Use a passkey' }).click()
    await page.waitForURL('/dashboard')
    const passkey = await Passkey.findByOrFail('userId', user.id)
    assert.isNotNull(passkey.lastUsedAt)
  })

  test('a passkey confirms the identity in the place of the password', async ({
    browserContext,
  }) => {
    const user = await UserFactory.create()
    const { page } = await PageInspector.open(browserContext)
    await plugIn(page)
    await addPasskey(page, user.email)
    await database
      .from('sessions')
      .where('user_id', user.id)
      .update({ data: database.raw("data::jsonb - 'identity_confirmed_at'") })
    await page.goto('/settings/email')
    await page.waitForURL('/confirm-identity')
    await page.getByRole('button', { name: 'Use a passkey' }).click()
    await page.waitForURL('/settings/email')
  })

  test('a closed request of the browser shows a notice, at the log-in and at the creation', async ({
    browserContext,
  }) => {
    const { email } = await UserFactory.create()
    const { page } = await PageInspector.open(browserContext)
    const device = await plugIn(page)
    await confirmNothing(device)
    await enterPassword(page, email)
    await page.waitForURL('/dashboard')
    await page.goto('/settings/passkeys/new')
    await page.getByRole('button', { name: 'Create the passkey' }).click()
    await page.getByText('The request was closed or took too long').waitFor()

    await logOut(page)
    await page.goto('/login', { waitUntil: 'networkidle' })
    await page.getByRole('button', { name: 'Log in with a passkey' }).click()
    await page.getByRole('alert').getByText('The request was closed or took too long').waitFor()
  })

  test('a passkey whose counter has not grown is refused and recorded (ASVS 16.3.3)', async ({
    browserContext,
    db,
  }) => {
    const user = await UserFactory.create()
    const { page } = await PageInspector.open(browserContext)
    await plugIn(page)
    await addPasskey(page, user.email)
    await database.from('passkeys').where('user_id', user.id).update({ counter: 1000 })
    await logOut(page)
    await page.goto('/login')

    await page.getByText('This passkey was not accepted').first().waitFor()
    await eventually(() =>
      database.from('account_events').where({ user_id: user.id, kind: 'passkey_refused' }).first()
    )
    await db.assertHas('sessions', { user_id: user.id }, 1)
  })

  test('a device is registered once', async ({ browserContext, db }) => {
    const user = await UserFactory.create()
    const { page } = await PageInspector.open(browserContext)
    await plugIn(page)
    await addPasskey(page, user.email)
    await page.goto('/settings/passkeys/new')
    await page.getByRole('button', { name: 'Create the passkey' }).click()
    await page.getByText('This device already has a passkey of your account.').waitFor()
    await db.assertHas('passkeys', { user_id: user.id }, 1)
  })
})
