import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import { UserFactory } from '#database/factories/user_factory'
import Passkey from '#models/passkey'
import type User from '#models/user'
import { send } from '#tests/support/event_flows/stage'
import { withPasskey } from '#tests/support/event_flows/passkeys'

async function ownerOfPasskey(client: ApiClient) {
  const user = await UserFactory.create()
  await withPasskey(client, user)
  const passkey = await Passkey.findByOrFail('userId', user.id)
  return { user, passkey }
}

function rename(client: ApiClient, id: number, name: string, user: User) {
  return send(client, `PUT /settings/passkeys/${id}`, { form: { name }, user })
}

test.group('Passkeys | update', () => {
  test('a member renames a passkey', async ({ assert, client, db }) => {
    const { user, passkey } = await ownerOfPasskey(client)
    const page = await client
      .visit('passkeys.edit', { id: passkey.id })
      .loginAs(user)
      .withSession({ identity_confirmed_at: Date.now() })
      .withInertia()
    assert.containsSubset(page.inertiaProps, { passkey: { id: passkey.id, name: 'Phone' } })

    const response = await rename(client, passkey.id, '  Ada’s laptop ', user)
    response.assertHeader('location', '/settings/second-factor')
    response.assertFlashMessage('success', 'Your passkey is renamed.')
    await db.assertHas('passkeys', { id: passkey.id, name: 'Ada’s laptop' })
    await db.assertHas('account_events', { user_id: user.id, kind: 'passkey_renamed' }, 1)
  })

  test('the same name once more is no event', async ({ client, db }) => {
    const { user, passkey } = await ownerOfPasskey(client)
    await rename(client, passkey.id, 'Phone', user)
    await db.assertMissing('account_events', { user_id: user.id, kind: 'passkey_renamed' })
  })

  test('two passkeys may have the same name', async ({ client, db }) => {
    const { user } = await ownerOfPasskey(client)
    await withPasskey(client, user)
    await db.assertHas('passkeys', { user_id: user.id, name: 'Phone' }, 2)
  })

  for (const name of ['', '   ', 'a\nb', 'x'.repeat(65)]) {
    test(`a name of ${name.length} characters is refused: ${JSON.stringify(name.slice(0, 4))}`, async ({
      assert,
      client,
      db,
    }) => {
      const { user, passkey } = await ownerOfPasskey(client)
      const response = await rename(client, passkey.id, name, user)
      assert.property(response.flashMessage('inputErrorsBag'), 'name')
      await db.assertHas('passkeys', { id: passkey.id, name: 'Phone' })
    })
  }

  test('a passkey of another account is not found', async ({ client, db }) => {
    const { passkey } = await ownerOfPasskey(client)
    const stranger = await UserFactory.create()
    for (const path of ['PUT', 'DELETE']) {
      const act = await send(client, `${path} /settings/passkeys/${passkey.id}`, {
        form: { name: 'Mine' },
        user: stranger,
      })
      act.assertStatus(404)
    }
    const page = await client
      .visit('passkeys.edit', { id: passkey.id })
      .loginAs(stranger)
      .withSession({ identity_confirmed_at: Date.now() })
    page.assertStatus(404)
    await db.assertHas('passkeys', { id: passkey.id, name: 'Phone' })
  })

  test('an id that no row can have is not found', async ({ client }) => {
    const { user } = await ownerOfPasskey(client)
    for (const path of ['PUT', 'DELETE']) {
      const act = await send(client, `${path} /settings/passkeys/99999999999`, {
        form: { name: 'Mine' },
        user,
      })
      act.assertStatus(404)
    }
    const page = await client
      .get('/settings/passkeys/99999999999/edit')
      .loginAs(user)
      .withSession({ identity_confirmed_at: Date.now() })
    page.assertStatus(404)
  })

  test('a rename needs a recent proof of identity', async ({ client, db }) => {
    const { user, passkey } = await ownerOfPasskey(client)
    const response = await client
      .visit('passkeys.update', { id: passkey.id })
      .form({ name: 'Laptop' })
      .loginAs(user)
      .withCsrfToken()
      .redirects(0)
    response.assertHeader('location', '/confirm-identity')
    await db.assertHas('passkeys', { id: passkey.id, name: 'Phone' })
  })
})
