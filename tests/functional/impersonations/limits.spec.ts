import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import router from '@adonisjs/core/services/router'
import { UserFactory } from '#database/factories/user_factory'
import type { RouteInfo } from '#http/access/route_access'
import { impersonationOf } from '#tests/support/impersonation'

/** Everything else that changes something belongs to the owner. A new route needs a decision: a line here or `owner`. */
const OPEN_TO_ACTORS = [
  ...['impersonations.destroy', 'sessions.destroy', 'locales.update'],
  ...['notification_reads.store', 'unread_notifications.destroy', 'notification_choices.update'],
  ...['profiles.update', 'settings.avatars.store', 'settings.avatars.destroy'],
  ...['preferences.update', 'settings.themes.update', 'account_confirmations.store'],
  ...['management.saved_views.store', 'management.saved_views.destroy'],
  'management.invitations.destroy',
]

/** The pages that show or make secrets, hand out data, or change something. */
const CLOSED_PAGES = [
  ...['password_resets.edit', 'confirmation_links.show', 'email_confirmations.show'],
  ...['email_change_confirmations.edit', 'email_change_reversals.edit', 'log_in_reports.edit'],
  ...['account_deletion_reversals.edit', 'account_restorations.create', 'social_callbacks.show'],
  ...['identity_confirmations.create', 'passwords.edit', 'access_tokens.create'],
  ...['email_changes.create', 'authenticators.create', 'passkeys.create', 'passkeys.edit'],
  ...['social_identities.index', 'data_exports.show', 'account_deletions.create'],
  ...['management.groups.create', 'management.groups.edit', 'management.groups.members.create'],
  ...['management.permissions.edit', 'management.users.impersonations.create'],
  ...['management.users.create', 'management.users.edit', 'management.invitations.create'],
  ...['management.settings.edit', 'invitations.edit'],
]

const OWNER_ONLY = 'Only the owner of the account can do this. Stop the use of the account first.'
const READ_ONLY = 'You see this account only to look: nothing was changed.'

const methodOf = ({ methods }: RouteInfo) => methods.find((one) => one !== 'HEAD')!
const isChange = (route: RouteInfo) => methodOf(route) !== 'GET'
const middlewareOf = ({ middleware }: RouteInfo) =>
  [...middleware.all()].map((one) => (one as { name?: string }).name)

/** Guests' forms lead a member away before, and the API and the pages of development have no session. */
function routes() {
  const skipped = /^(api\.|mailbox|mail_previews|not_found)/
  return Object.values(router.toJSON())
    .flat()
    .filter((route) => !skipped.test(route.name ?? '') && !middlewareOf(route).includes('guest'))
}

function addressOf({ pattern, matchers }: RouteInfo) {
  const samples = ['1', crypto.randomUUID(), 'x', 'github', '64.webp']
  return pattern.replaceAll(/:(\w+)\??/g, (_text, name) =>
    samples.find((value) => matchers[name]?.match?.test(value) ?? true)!
  )
}

const send = (client: ApiClient, route: RouteInfo) =>
  client[methodOf(route).toLowerCase() as 'get'](addressOf(route)).header(
    'accept',
    'application/json'
  ) as ReturnType<ApiClient['visit']>

const detailOf = (response: { type: () => string; body: () => { detail?: string } }) =>
  response.type()?.includes('json') ? response.body().detail : undefined

test.group('Impersonations | limits', (group) => {
  group.setup(() => router.commit())

  test('somebody who may only look changes nothing with any route', async ({ assert, client }) => {
    const { during } = await impersonationOf(await UserFactory.create())
    const changes = routes().filter(isChange)
    assert.isAbove(changes.length, 40)
    for (const route of changes) {
      if (['impersonations.destroy', 'sessions.destroy'].includes(route.name!)) continue
      const response = await during(send(client, route))
      assert.equal(response.status(), 403, route.name)
      assert.equal(detailOf(response), READ_ONLY, route.name)
    }
  })

  test('somebody who may change things changes nothing that belongs to the owner', async ({
    assert,
    client,
  }) => {
    const open = []
    for (const route of routes().filter(isChange)) {
      const { during } = await impersonationOf(await UserFactory.create(), { mayAct: true })
      const response = await during(send(client, route))
      if (detailOf(response) !== OWNER_ONLY) open.push(route.name)
    }
    assert.sameMembers(open, OPEN_TO_ACTORS)
  })

  test('pages of secrets, of data and of changes are closed', async ({ assert, client }) => {
    const { during } = await impersonationOf(await UserFactory.create(), { mayAct: true })
    const closed = []
    const pages = routes().filter((route) => !isChange(route) && !/streams/.test(route.name!))
    for (const route of pages) {
      const response = await during(send(client, route))
      if (detailOf(response) === OWNER_ONLY) closed.push(route.name)
    }
    assert.sameMembers(closed, CLOSED_PAGES)
  })

  test('a refused form goes back to its page, with a message', async ({ client, db }) => {
    const person = await UserFactory.create()
    const { during } = await impersonationOf(person)
    const response = await during(client.visit('profiles.update'))
      .form({ name: 'Mallory' } as never)
      .header('referer', '/settings/profile')

    response.assertHeader('location', '/settings/profile')
    response.assertFlashMessage('error', READ_ONLY)
    await db.assertHas('users', { id: person.id, name: person.name })
  })

  test('somebody who may change things sends the forms of the person', async ({ client, db }) => {
    const person = await UserFactory.create()
    const { during } = await impersonationOf(person, { mayAct: true })
    await during(client.visit('profiles.update')).form({ name: 'Ada King', jobTitle: '' } as never)
    await db.assertHas('users', { id: person.id, name: 'Ada King' })
  })
})
