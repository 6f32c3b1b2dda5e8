import { DateTime } from 'luxon'
import type { Page } from 'playwright'
import type { LucidRow } from '@adonisjs/lucid/types/model'
import { RegistrationFactory } from '#database/factories/registration_factory'
import { InvitationFactory } from '#database/factories/invitation_factory'
import { EmailChangeFactory } from '#database/factories/email_change_factory'
import { NotificationFactory } from '#database/factories/notification_factory'
import { UserFactory } from '#database/factories/user_factory'
import AccountDeletion from '#models/account_deletion'
import Passkey from '#models/passkey'
import User from '#models/user'
import { beginMaintenance, endMaintenance } from '#maintenance/state'
import EmailChange from '#models/email_change'
import Group from '#models/group'
import Invitation from '#models/invitation'
import LogInNotice from '#models/log_in_notice'
import type Notification from '#models/notification'
import PasswordReset from '#models/password_reset'
import settings from '#settings'
import { accessTokenOf } from '#tests/support/access_token'
import { confirmationLink } from '#tests/support/confirmation_link'
import { addAuthenticator } from '#tests/support/second_factor'
import { eventually } from '#tests/support/eventually'
import { mailsTo } from '#tests/support/mails'
import { openPage } from '#tests/support/pages'
import { contentOf } from '#tests/support/site_walk/content'
import type { Walk } from '#tests/support/site_walk/walk'

type Fields = Record<string, string>

/**
 * The functions that open the state that a visit shows. They work in every language.
 */
export function at(path: string) {
  return (page: Page) => openPage(page, path)
}

/** Opens a page of a record of the regular user. `:id` and `:projectId` in the path become the values of the record. */
export function ofRecord(path: string, create: (user: User) => Promise<LucidRow>) {
  return async (page: Page, walk: Walk) => {
    const record = await create(await User.findByOrFail('email', walk.addresses.regular))
    const given = contentOf(record)
    // The table has values of its own for columns with a default.
    await record.refresh()
    for (const text of [...given, ...contentOf(record)]) walk.content.add(text)
    await openPage(
      page,
      path.replace(/:(\w+)/g, (_, name) => String(record.$attributes[name]))
    )
  }
}

/** Opens a page of a group with members. Its visits come after one that gives the password. */
export function group(path: string) {
  return async (page: Page, walk: Walk) => {
    const support = await Group.firstOrCreate(
      { name: 'Support' },
      {
        description: 'Answers the mails of customers',
        permissions: ['users.view'],
        needsSecondFactor: false,
      }
    )
    const { id } = await User.findByOrFail('email', walk.addresses.regular)
    await support.add([id], { ipAddress: null, userAgent: null })
    for (const text of contentOf(support)) walk.content.add(text)
    await openPage(page, path.replace(':id', String(support.id)))
  }
}

/** Opens the settings, one of which has a value of its own. */
export async function appSettings(page: Page, { addresses, content }: Walk) {
  const { id, name } = await User.findByOrFail('email', addresses.regular)
  const by = { id, ipAddress: null, userAgent: null }
  await settings.set('sessions.idle', 90, { by })
  for (const text of [name, 'English']) content.add(text)
  await openPage(page, '/management/settings')
}

/** The form of the settings after a wrong value. */
export async function refusedSettings(page: Page) {
  await openPage(page, '/management/settings/edit')
  await page.locator('[name="support[address]"]').fill('nobody')
  await page.locator('form:has([name="support[address]"]) [type=submit]').click()
  await page.locator('[name="support[address]"][aria-invalid=true]').waitFor()
}

/** Opens a page of the staff about the regular user. */
export function account(path: string) {
  return async (page: Page, { addresses }: Walk) => {
    const { id } = await User.findByOrFail('email', addresses.regular)
    await openPage(page, path.replace(':id', String(id)))
  }
}

/** Opens the list with an open invitation and one that has expired. */
export async function invitations(page: Page) {
  await InvitationFactory.merge({ email: 'grace@example.com' }).create()
  await InvitationFactory.merge({ email: 'alan@example.com' }).apply('expired').create()
  await openPage(page, '/management/invitations')
  await Invitation.query().delete()
}

/** Opens the link of an invitation. */
export async function invitation(page: Page) {
  const open = await InvitationFactory.create()
  await openPage(page, `/invitations/${await open.issueLink()}`)
}

/** Saves a view of the list of accounts, whose form stays open for another one. */
export async function savedView(page: Page) {
  await openPage(page, '/management/users?state=active')
  const save = page.locator('section li button').last()
  await save.click()
  await page.locator('main [name=name]').fill('Ada Lovelace')
  await page.locator('main section form [type=submit]').last().click()
  await page.locator('main section li a').first().waitFor()
}

/** Chooses two accounts of the list. */
export async function chosenUsers(page: Page) {
  await openPage(page, '/management/users')
  const boxes = page.locator('tbody [type=checkbox]')
  await boxes.nth(0).check()
  await boxes.nth(1).check()
}

/** Submits a form and waits for its answer: errors, a toast or a message on the page. */
export function sent(path: string, fields: Fields) {
  return async (page: Page) => {
    await submit(page, path, fields)
    await page
      .locator(
        'main [aria-invalid=true], main [role=status], main [role=alert], [data-slot=viewport] li'
      )
      .filter({ visible: true })
      .first()
      .waitFor()
  }
}

/** Signs up with the address of the regular user and then with a new address. */
export async function signUp(page: Page, { addresses }: Walk) {
  for (const email of [addresses.regular, addresses.newcomer]) {
    await submit(page, '/signup', { name: 'Ada Lovelace', email, password: 'secret-password' })
    await page.waitForURL('/email-confirmations/new')
    await page.getByText(email).first().waitFor()
  }
}

/** Opens the confirmation link of a sign-up. */
export async function confirmation(page: Page) {
  await openPage(page, confirmationLink(await RegistrationFactory.create()))
  await page.locator('main [type=submit]').first().waitFor()
}

/** Opens the link that sets a new password. */
export async function newPassword(page: Page) {
  const link = await PasswordReset.issue(await UserFactory.create(), crypto.randomUUID())
  await openPage(page, `/password-resets/${link!.token}`)
  await page.locator('main [type=submit]').first().waitFor()
}

/** Sets a new password for an account that has a second factor. */
export async function afterReset(page: Page) {
  const user = await UserFactory.create()
  await addAuthenticator(user)
  const link = await PasswordReset.issue(user, crypto.randomUUID())
  await submit(page, `/password-resets/${link!.token}`, { password: 'nine-kestrels-over-lisbon' })
  await page.locator('main li').first().waitFor()
}

/** Asks for a code to log in, and sends a form without it. */
export async function logInCode(page: Page) {
  await submit(page, '/login/code', { email: 'nobody@example.com' })
  await page.waitForURL('/login/code/check')
  await page.locator('main [type=submit]').first().click()
  await page.locator('main [aria-invalid=true]').waitFor()
}

/** Opens the link of the mail about a new device. */
export async function logInReport(page: Page) {
  const { token } = await LogInNotice.issue(await UserFactory.create(), crypto.randomUUID())
  await openPage(page, `/log-in-reports/${token}`)
  await page.locator('main [type=submit]').first().waitFor()
}

const inNineDays = () => DateTime.now().plus({ days: 9 })

/** Opens the link of the mail about a deletion. */
export async function deletionLink(page: Page) {
  const user = await UserFactory.merge({ deletesAt: inNineDays() }).create()
  const link = await AccountDeletion.issueUndoLink(user)
  await openPage(page, `/account-deletions/${link!.token}/undo`)
  await page.locator('main [type=submit]').first().waitFor()
}

/** Logs in to an account that waits for its deletion. */
export async function logInBeforeDeletion(page: Page) {
  const { email } = await UserFactory.merge({
    deletesAt: inNineDays(),
  }).create()
  await submit(page, '/login', { email, password: 'secret-password' })
  await page.waitForURL('/restore-account')
  await page.locator('main [type=submit]').first().waitFor()
}

/** Opens the page with a change that waits, after the confirmation of the password if it is asked for. */
export async function emailChange(page: Page, { addresses }: Walk) {
  const user = await User.findByOrFail('email', addresses.regular)
  await EmailChangeFactory.merge({ userId: user.id }).create()
  await openPage(page, '/settings/email')
  if (new URL(page.url()).pathname !== '/settings/email') {
    await page.locator('main [name=password]').fill('secret-password')
    await page.locator('main [type=submit]').first().click()
    await page.waitForURL('/settings/email')
  }
  await page.locator('main input[type=email][name=email]').waitFor()
}

/** Opens the link that confirms a change, or the one that undoes it. */
export function emailChangeLink(issue: 'issueLink' | 'issueUndoLink') {
  return async (page: Page, { addresses }: Walk) => {
    const { id: userId } = await User.findByOrFail('email', addresses.regular)
    await EmailChange.query().where({ userId }).delete()
    const isUndo = issue === 'issueUndoLink'
    const states = isUndo ? (['confirmed'] as const) : []
    const change = await EmailChangeFactory.merge({ userId })
      .apply(...states)
      .create()
    const token = await change[issue]()
    await openPage(page, `/email-changes/${token}${isUndo ? '/undo' : ''}`)
    await page.locator('main [type=submit]').first().waitFor()
  }
}

/** Opens a page of a member that asks for the password first. */
export function afterPassword(path: string) {
  return async (page: Page) => {
    await openPage(page, path)
    if (new URL(page.url()).pathname !== path) {
      await page.locator('main [name=password]').fill('secret-password')
      await page.locator('main [type=submit]').first().click()
      await page.waitForURL(path)
    }
    await page.locator('main [type=submit]').first().waitFor()
  }
}

/** Opens the list with several kinds, one of them read. */
export async function notifications(page: Page, { addresses }: Walk) {
  const { id: userId } = await User.findByOrFail('email', addresses.regular)
  const kinds: Pick<Notification, 'kind' | 'data'>[] = [
    { kind: 'few_recovery_codes', data: { left: 2 } },
    { kind: 'second_factor_changed', data: { change: 'passkey_added', name: 'Chrome' } },
    { kind: 'email_changed', data: { changeId: '', email: addresses.regular } },
  ]
  for (const one of kinds) await NotificationFactory.merge({ userId, ...one }).create()
  await NotificationFactory.merge({ userId, readAt: DateTime.now() }).create()
  await openPage(page, '/notifications')
  await page.locator('main [type=submit]').first().waitFor()
}

/** Opens a page as a member whose address is not confirmed yet. */
export function whileUnconfirmed(path: string) {
  return async (page: Page, { addresses }: Walk) => {
    const member = User.query().where('email', addresses.regular)
    await member.clone().update({ emailConfirmedAt: null })
    await openPage(page, path)
    await page.locator('form[action*="/settings/confirmation"]').waitFor()
    await member.update({ emailConfirmedAt: new Date() })
  }
}

/** Opens the page that renames a passkey. */
export async function passkeyName(page: Page, { addresses }: Walk) {
  const { id: userId } = await User.findByOrFail('email', addresses.regular)
  const key = { credentialId: crypto.randomUUID(), publicKey: 'key', counter: 0, transports: [] }
  const { id } = await Passkey.create({ userId, name: 'Linux', isSynced: true, ...key })
  await afterPassword(`/settings/passkeys/${id}/edit`)(page)
}

/** Makes new recovery codes, which are shown once. */
export async function recoveryCodes(page: Page, { addresses }: Walk) {
  const user = await User.findByOrFail('email', addresses.regular)
  if (!user.hasSecondFactor) await addAuthenticator(user)
  await afterPassword('/settings/authenticator/new')(page)
  await openPage(page, '/settings/second-factor')
  await page.locator('main form [type=submit]').last().click()
  await page.getByRole('dialog').getByRole('button').last().click()
  await page.waitForURL('/settings/recovery-codes')
  await page.locator('[data-code]').first().waitFor()
}

/** Sends the form of a token empty, then right. The list shows the new token once, with an expired one. */
export async function accessTokens(page: Page, { addresses }: Walk) {
  const path = '/settings/access-tokens/new'
  const user = await User.findByOrFail('email', addresses.regular)
  await accessTokenOf(user, undefined, '-1 day')
  await afterPassword(path)(page)
  await page.locator('main [type=submit]').first().click()
  await page.locator('main [name=tokenName][aria-invalid=true]').waitFor()
  await page.locator('main [name=tokenName]').fill('Chrome')
  await page.locator('main [type=checkbox]').first().check()
  await page.locator('main [type=submit]').first().click()
  await page.locator('[data-token]').waitFor()
}

/** Opens a page between the right password and the log-in. */
export function secondStep(path: string) {
  return async (page: Page) => {
    const user = await UserFactory.create()
    await addAuthenticator(user)
    await submit(page, '/login', { email: user.email, password: 'secret-password' })
    await page.waitForURL('/login/second-factor')
    await openPage(page, path)
    await page.locator('main [type=submit]').first().waitFor()
  }
}

export async function sideBar(page: Page) {
  await openPage(page, '/dashboard')
  await page.locator('header [data-slot=toggle]').click()
  await page.getByRole('dialog').waitFor()
}

export async function accountMenu(page: Page) {
  await sideBar(page)
  await page.getByRole('dialog').getByRole('button', { name: 'Ada Lovelace' }).click()
  await page.getByRole('menu').waitFor()
}

export function mailInMailbox(recipient: keyof Walk['addresses']) {
  return async (page: Page, walk: Walk) => {
    const { id } = await mailTo(walk.addresses[recipient])
    await openPage(page, `/dev/mailbox/${id}`)
  }
}

/** The mail as a mail program shows it, without the mailbox around it. */
export function mailItself(recipient: keyof Walk['addresses']) {
  return async (page: Page, walk: Walk) => {
    const { html } = await mailTo(walk.addresses[recipient])
    await page.goto('about:blank')
    await page.setContent(html!)
  }
}

/** Takes the app down for as long as the page needs to open: afterwards the page asks again only now and then. */
export async function maintenance(page: Page) {
  const until = DateTime.now().plus({ hours: 2 }).toISO()
  await beginMaintenance({ message: null, until, allow: [], pausesWorkers: false })
  try {
    await eventually(async () => {
      const response = await page.request.get('/')
      return response.status() === 503
    })
    await openPage(page, '/')
  } finally {
    await endMaintenance()
  }
  await eventually(async () => {
    const response = await page.request.get('/')
    return response.ok()
  })
}

/** Any error page, even one that is hard to trigger: it replaces the response to a click. */
export function status(code: number) {
  return async (page: Page) => {
    await openPage(page, '/no/such/page')
    await page.route(isHome, async (route) => {
      const url = new URL('/no/such/page', route.request().url()).href
      const response = await route.fetch({ url })
      const { props, ...rest } = await response.json()
      const json = { ...rest, url: '/', props: { ...props, status: code, detail: undefined } }
      await route.fulfill({ response, status: 200, json })
    })
    await page.locator('main a[href="/"]').click()
    await page.waitForURL('/')
    await page.unroute(isHome)
  }
}

const isHome = ({ pathname }: URL) => pathname === '/'

async function submit(page: Page, path: string, fields: Fields) {
  await openPage(page, path)
  for (const [name, value] of Object.entries(fields)) {
    await page.locator(`main [name=${name}]`).fill(value)
  }
  await page.locator('main [type=submit]').first().click()
}

async function mailTo(address: string) {
  return eventually(async () => {
    const [mail] = await mailsTo(address)
    return mail
  })
}
