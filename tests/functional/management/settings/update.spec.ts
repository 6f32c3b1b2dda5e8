import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import settings from '#settings'
import type User from '#models/user'
import { administrator, asStaff, confirmed, staffWith } from '#tests/support/staff'

const update = (client: ApiClient, user: User, form: object) =>
  asStaff(client.visit('management.settings.update').form(form as never), user)

test.group('Settings | update', (group) => {
  group.each.teardown(() => settings.restore())

  test('a section is saved, and each change is in the activity of the member', async ({
    assert,
    client,
  }) => {
    const user = await staffWith('settings.edit')
    const response = await update(client, user, {
      registration: { isOpen: 'false', verification: 'mandatory' },
    })

    response.assertHeader('location', '/management/settings')
    response.assertFlashMessage('success', 'The setting is saved.')
    assert.isFalse(settings.get('registration.isOpen'))
    const events = await db.from('account_events').where('kind', 'setting_changed')
    assert.lengthOf(events, 1)
    assert.equal(events[0].user_id, user.id)
    assert.deepEqual(events[0].details, { setting: 'registration.isOpen', from: true, to: false })
    const row = await db.from('settings').where('key', 'registration.isOpen').firstOrFail()
    assert.equal(row.changed_by, user.id)
  })

  test('values that nobody changes are not stored', async ({ client, db: rows }) => {
    const response = await update(client, await administrator(), {
      product: { name: 'Easystart', language: 'en', timeZone: 'UTC' },
    })
    response.assertFlashMessage('success', 'Nothing has changed.')
    await rows.assertEmpty('settings')
    await rows.assertMissing('account_events', { kind: 'setting_changed' })
  })

  for (const [field, value, message] of [
    ['product.name', '', 'This field is required.'],
    ['product.name', 'x'.repeat(61), 'Enter at most 60 characters.'],
    ['product.language', 'fr', 'Choose one of the given options.'],
    ['product.timeZone', 'Mars/Olympus', 'This time zone is not available.'],
    ['support.address', 'nobody', 'Enter a valid e-mail address, such as name@example.com.'],
    ['sessions.idle', '4', 'Enter a number from 5 to 10,080.'],
    ['sessions.absolute', 'soon', 'Enter a number.'],
    ['secondFactor.requiredFor', 'cats', 'Choose one of the given options.'],
  ] as const) {
    test(`${field} refuses ${JSON.stringify(value.slice(0, 20))}`, async ({
      assert,
      client,
      db: rows,
    }) => {
      const [area, name] = field.split('.')
      const response = await update(client, await administrator(), {
        registration: { isOpen: 'false' },
        [area]: { [name]: value },
      })
      assert.deepEqual(response.flashMessage('inputErrorsBag'), { [field]: [message] })
      await rows.assertEmpty('settings')
    })
  }

  test('the page of the form, and the form, ask for the password again', async ({ client }) => {
    const user = await administrator()
    for (const visit of [
      client.visit('management.settings.edit'),
      client.visit('management.settings.update').form({} as never),
      client.visit('management.setting_defaults.store').form({ name: 'product.name' }),
      client.visit('management.logos.store').form({} as never),
    ]) {
      const response = await visit.loginAs(user).withCsrfToken().redirects(0)
      response.assertHeader('location', '/confirm-identity')
    }
  })

  test('the form has the fields that the member may change', async ({ assert, client }) => {
    const response = await client
      .visit('management.settings.edit')
      .loginAs(await staffWith('settings.edit'))
      .withSession(confirmed())
      .withInertia()
    assert.lengthOf(response.inertiaProps.settings, settings.names.length)
  })

  test('without the permission, nothing changes', async ({ client, db: rows }) => {
    const user = await staffWith('settings.view')
    for (const visit of [
      client.visit('management.settings.update').form({ product: { name: 'Tea' } } as never),
      client.visit('management.setting_defaults.store').form({ name: 'product.name' }),
      client.visit('management.logos.store').form({} as never),
    ]) {
      const response = await asStaff(visit, user)
      response.assertStatus(403)
    }
    await rows.assertEmpty('settings')
  })
})

test.group('Settings | default', (group) => {
  group.each.teardown(() => settings.restore())

  test('a setting gets its default back', async ({ assert, client, db: rows }) => {
    const user = await administrator()
    await settings.set('product.name', 'Green Tea')
    const response = await asStaff(
      client.visit('management.setting_defaults.store').form({ name: 'product.name' }),
      user
    )

    response.assertFlashMessage('success', '“Name” has its default again.')
    assert.equal(settings.get('product.name'), 'Easystart')
    await rows.assertEmpty('settings')
    await rows.assertHas('account_events', { kind: 'setting_changed', user_id: user.id }, 1)
  })

  test('an unknown setting is refused', async ({ assert, client }) => {
    const response = await asStaff(
      client.visit('management.setting_defaults.store').form({ name: 'kit.maintenance' } as never),
      await administrator()
    )
    assert.deepEqual(Object.keys(response.flashMessage('inputErrorsBag')), ['name'])
  })
})
