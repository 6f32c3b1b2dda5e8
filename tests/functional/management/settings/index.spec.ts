import { test } from '@japa/runner'
import settings from '#settings'
import { administrator, staffWith } from '#tests/support/staff'
import { statementsOf } from '#tests/support/statements'

const NOWHERE = { ipAddress: null, userAgent: null }

test.group('Settings | index', (group) => {
  group.each.teardown(() => settings.restore())

  test('the page has each setting with its value, its default and its last change', async ({
    assert,
    client,
  }) => {
    const user = await administrator()
    await settings.set('product.name', 'Green Tea', { by: { id: user.id, ...NOWHERE } })
    const response = await client.visit('management.settings.index').loginAs(user).withInertia()

    const { settings: shown, can } = response.inertiaProps
    assert.sameMembers(
      shown.map(({ name }: { name: string }) => name),
      settings.names
    )
    assert.containsSubset(shown, [
      {
        name: 'product.name',
        value: 'Green Tea',
        default: 'Easystart',
        isChanged: true,
        changedBy: user.name,
        kind: 'text',
      },
      { name: 'registration.isOpen', value: true, isChanged: false, kind: 'switch' },
      { name: 'sessions.idle', value: 120, kind: 'number' },
      { name: 'product.language', kind: 'choice', choices: ['en', 'es', 'ar'].sort() },
      { name: 'maintenance.message', value: null, isOptional: true, maxLength: 500 },
    ])
    assert.deepEqual(can, { update: true })
  })

  test('a member who only sees the settings has no link to change them', async ({
    assert,
    client,
  }) => {
    const response = await client
      .visit('management.settings.index')
      .loginAs(await staffWith('settings.view'))
      .withInertia()
    assert.deepEqual(response.inertiaProps.can, { update: false })
  })

  test('other staff sees no settings', async ({ client }) => {
    const response = await client
      .visit('management.settings.index')
      .loginAs(await staffWith('users.view'))
    response.assertStatus(403)
  })

  test('the page needs two queries for the settings, and other pages none', async ({
    assert,
    client,
  }) => {
    const user = await staffWith('settings.view')
    const ofSettings = ({ statements }: { statements: string[] }) =>
      statements.filter((sql) => /from "?settings/i.test(sql))
    const visit = (route: 'management.settings.index' | 'dashboard.index') =>
      statementsOf(async () => client.visit(route).loginAs(user).withInertia())

    assert.lengthOf(ofSettings(await visit('management.settings.index')), 1)
    assert.isEmpty(ofSettings(await visit('dashboard.index')))
  })
})
