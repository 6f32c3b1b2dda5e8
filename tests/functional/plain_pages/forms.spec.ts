import { glob, readFile } from 'node:fs/promises'
import { test } from '@japa/runner'
import router from '@adonisjs/core/services/router'
import db from '@adonisjs/lucid/services/db'
import { DateTime } from 'luxon'
import type { ApiClient } from '@japa/api-client'
import settings from '#settings'
import { EmailChangeFactory } from '#database/factories/email_change_factory'
import { GroupFactory } from '#database/factories/group_factory'
import { InvitationFactory } from '#database/factories/invitation_factory'
import { NotificationFactory } from '#database/factories/notification_factory'
import { RegistrationFactory } from '#database/factories/registration_factory'
import { UserFactory } from '#database/factories/user_factory'
import AccountDeletion from '#models/account_deletion'
import LogInNotice from '#models/log_in_notice'
import Passkey from '#models/passkey'
import SavedView from '#models/saved_view'
import PasswordReset from '#models/password_reset'
import SocialIdentity from '#models/social_identity'
import type User from '#models/user'
import { accessTokenOf } from '#tests/support/access_token'
import { confirmationLink } from '#tests/support/confirmation_link'
import { startedOne } from '#tests/support/impersonation'
import { withRawCookie } from '#tests/support/raw_cookie'
import { addAuthenticator } from '#tests/support/second_factor'
import { administrator, memberOf } from '#tests/support/staff'

/** They need scripts by nature, or no page has a form for them. */
const NO_FORMS = {
  'passkeys': [
    ...['passkey_challenges.store', 'settings.passkey_challenges.store', 'passkeys.store'],
    ...['passkey_sessions.store', 'passkey_checks.store', 'passkey_identities.store'],
  ],
  'a form with GET sends `?lang`, which every page understands': ['locales.update'],
  'only the switch in the header; the preferences have the theme too': ['settings.themes.update'],
  'an answer of a provider comes first: tests/browser/social_log_in.spec.ts': [
    'social_registrations.store',
  ],
  'rows are chosen with scripts; the page of each account has the same acts': [
    'management.user_batches.store',
  ],
  'only for a member without a password': ['password_links.store', 'social_identity_checks.store'],
}

interface Page {
  path: string
  user?: User
  session?: Record<string, unknown>
}

/** The names of the routes that the forms of a page are sent to, each with a CSRF token. */
async function formsOf(client: ApiClient, { path, user, session }: Page) {
  const request = withRawCookie(client.get(path), 'plain_pages', '1').redirects(0)
  request.withSession({ identity_confirmed_at: Date.now(), ...session })
  if (user) request.loginAs(user)
  const response = await request
  response.assertStatus(200)

  const forms = response.text().match(/<form[\s\S]*?<\/form>/g) ?? []
  return forms.flatMap((form) => {
    const [, action = path] = form.match(/action="([^"]*)"/) ?? []
    const url = new URL(action.replaceAll('&amp;', '&'), 'http://localhost')
    const method = url.searchParams.get('_method') ?? (/method="post"/i.test(form) ? 'POST' : 'GET')
    const hasToken = /name="_csrf" value="[^"]+"/.test(form)
    const matched = router.match(url.pathname, method, false)
    return method !== 'GET' && hasToken && matched ? [matched.route.name!] : []
  })
}

/** Pages and components about an account. Other pages belong to features, whose own tests send their forms. */
const PAGES =
  'inertia/{components,layouts,pages/{auth,dashboard,management,notifications,settings}}/**/*.vue'

/** The names of routes that they have. */
async function namesInPages() {
  const names = new Set<string>()
  for await (const path of glob(PAGES)) {
    // The fields of a resource.
    if (path.endsWith('_fields.vue')) continue
    const text = await readFile(path, 'utf8')
    for (const [, name] of text.matchAll(/['"]([a-z_.]+\.[a-z]+)['"]/g)) names.add(name)
  }
  return names
}

/** A member who has one of everything. */
async function member() {
  const user = await UserFactory.create()
  await addAuthenticator(user)
  await accessTokenOf(user)
  await EmailChangeFactory.merge({ userId: user.id }).create()
  await NotificationFactory.merge({ userId: user.id }).create()
  await user.merge({ avatar: crypto.randomUUID() }).save()
  const key = { credentialId: crypto.randomUUID(), publicKey: 'key', counter: 0, transports: [] }
  const passkey = await Passkey.create({ userId: user.id, name: 'Linux', isSynced: true, ...key })
  const account = { provider: 'google' as const, issuer: 'https://accounts.google.com' }
  await SocialIdentity.create({ userId: user.id, ...account, subject: '1', email: null })
  const at = new Date()
  await db.table('sessions').insert({
    ...{
      id: crypto.randomUUID(),
      data: '{}',
      user_id: user.id,
      expires_at: new Date(Date.now() + 60_000),
    },
    ...{ first_seen_at: at, last_seen_at: at },
  })
  return { user, passkey }
}

/** The management area, for accounts in each state. */
async function pagesOfStaff(regular: User): Promise<Page[]> {
  const user = await administrator()
  await settings.set('support.address', 'help@example.com')
  const group = await GroupFactory.create()
  await memberOf(group)
  await InvitationFactory.create()
  await SavedView.create({
    userId: user.id,
    list: 'management.users.index',
    name: 'A',
    choice: 'a=1',
  })
  const accounts = [
    await UserFactory.merge({ mustHaveSecondFactor: true }).create(),
    regular,
    await UserFactory.apply('disabled').create(),
    await UserFactory.merge({ deletesAt: DateTime.now().plus({ days: 9 }) }).create(),
  ]
  return [
    ...accounts.map(({ id }) => `users/${id}`),
    ...['groups/create', 'permissions/edit', 'users/create', 'invitations/create', 'invitations'],
    ...[`users/${regular.id}/edit`, 'users?state=active', 'settings', 'settings/edit'],
    `users/${regular.id}/impersonations/create`,
    ...['', '/edit', '/members/create'].map((page) => `groups/${group.id}${page}`),
  ].map((page) => ({ path: `/management/${page}`, user }))
}

async function pageInOtherAccount(): Promise<Page> {
  const { actor, impersonation } = await startedOne()
  return { path: '/dashboard', user: actor, session: { impersonation: impersonation.id } }
}

async function pages(): Promise<Page[]> {
  const { user, passkey } = await member()
  const [leaving, unconfirmed] = await Promise.all([
    UserFactory.merge({ deletesAt: DateTime.now().plus({ days: 9 }) }).create(),
    UserFactory.apply('unconfirmed').create(),
  ])
  const pending = {
    ...{ userId: user.id, generation: user.sessionGeneration ?? 'first', remember: false },
    ...{ confirmsIdentity: true, expiresAt: Date.now() + 60_000 },
  }
  const moved = await EmailChangeFactory.merge({ userId: leaving.id }).apply('confirmed').create()
  const waiting = await EmailChangeFactory.merge({ userId: user.id }).create()
  const notice = await LogInNotice.issue(user, crypto.randomUUID())
  const reset = await PasswordReset.issue(user, crypto.randomUUID())
  const invitation = await InvitationFactory.create()
  const deletion = await AccountDeletion.issueUndoLink(leaving)
  const ofMember = [
    ...['profile', 'preferences', 'security', 'sessions', 'password', 'access-tokens', 'email'],
    ...['access-tokens/new', 'second-factor', 'recovery-codes', 'authenticator/new', 'data'],
    ...[`passkeys/${passkey.id}/edit`, 'data/deletion', 'notifications', 'social-accounts'],
  ].map((page) => ({ path: `/settings/${page}`, user }))
  const ofGuest = ['signup', 'login', 'login/code', 'forgot-password', 'email-confirmations/new']
  return [
    ...ofMember,
    ...ofGuest.map((page) => ({ path: `/${page}` })),
    ...(await pagesOfStaff(user)),
    await pageInOtherAccount(),
    { path: '/notifications', user },
    { path: '/confirm-identity', user, session: { identity_confirmed_at: undefined } },
    { path: '/settings/confirmation', user: unconfirmed },
    { path: '/restore-account', user: leaving },
    { path: '/login/second-factor', session: { pending_log_in: pending } },
    { path: '/login/recovery-code', session: { pending_log_in: pending } },
    { path: '/login/code/check', session: { log_in_code: { id: 'x', email: user.email } } },
    { path: confirmationLink(await RegistrationFactory.create()) },
    { path: `/password-resets/${reset!.token}` },
    { path: `/email-changes/${await waiting.issueLink()}`, user },
    { path: `/email-changes/${await moved.issueUndoLink()}/undo` },
    { path: `/account-deletions/${deletion!.token}/undo` },
    { path: `/log-in-reports/${notice.token}` },
    { path: `/invitations/${await invitation.issueLink()}` },
  ]
}

test.group('Plain pages | forms', (group) => {
  group.setup(() => router.commit())

  test('every change of an account has a form that a browser without scripts can send', async ({
    assert,
    client,
  }) => {
    const sent = new Set<string>(Object.values(NO_FORMS).flat())
    for (const page of await pages()) {
      for (const name of await formsOf(client, page)) sent.add(name)
    }

    const { root: routes } = router.toJSON()
    const changing = routes.filter(({ methods }) => !methods.includes('GET'))
    const shown = await namesInPages()
    const names = changing.map(({ name }) => name!).filter((name) => shown.has(name))
    assert.isAbove(names.length, 30)
    assert.deepEqual(names.filter((name) => !sent.has(name)).toSorted(), [])
  }).timeout(120_000)
})
