import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import { UserFactory } from '#database/factories/user_factory'
import type User from '#models/user'

const profile = { name: 'Ada King', jobTitle: 'Analyst, ASP.NET' }

function save(client: ApiClient, user: User, fields: Record<string, string>) {
  return client
    .post('/settings/profile')
    .form(fields as typeof profile)
    .loginAs(user)
    .withCsrfToken()
    .redirects(0)
}

test.group('Profiles | update', () => {
  test('a member saves name and job title', async ({ client, db }) => {
    const [user, other] = [await UserFactory.create(), await UserFactory.create()]
    const response = await save(client, user, profile)

    response.assertHeader('location', '/settings/profile')
    response.assertFlashMessage('success', 'Your profile is saved.')
    await db.assertHas('users', {
      id: user.id,
      name: 'Ada King',
      job_title: 'Analyst, ASP.NET',
      email: user.email,
    })
    await db.assertHas('users', { id: other.id, name: other.name, job_title: null })
  })

  test('an empty job title removes it', async ({ client, db }) => {
    const user = await UserFactory.merge({ jobTitle: 'Analyst' }).create()
    await save(client, user, { ...profile, jobTitle: ' ' })
    await db.assertHas('users', { id: user.id, job_title: null })
  })

  for (const [field, value, message] of [
    ['name', '', 'Enter a name.'],
    ['name', 'a'.repeat(256), 'Enter at most 255 characters.'],
    ['name', 'win at evil.com', 'Enter a name without a web or e-mail address.'],
    ['name', 'Ada\nKing', 'Enter this on one line, without control characters.'],
    ['jobTitle', 'a'.repeat(121), 'Enter at most 120 characters.'],
    ['jobTitle', 'Ana\u2028lyst', 'Enter this on one line, without control characters.'],
    ['name', 'Ada \u202Egnik', 'Enter this on one line, without control characters.'],
  ]) {
    test(`the value ${JSON.stringify(value.slice(0, 20))} of ${field} is refused, and nothing is saved`, async ({
      assert,
      client,
      db,
    }) => {
      const user = await UserFactory.create()
      const response = await save(client, user, { ...profile, [field]: value })

      assert.deepEqual(response.flashMessage('inputErrorsBag'), { [field]: [message] })
      await db.assertHas('users', { id: user.id, name: user.name, job_title: null })
    })
  }

  test('a member changes only name and job title of the own account (ASVS 8.2.3, 15.3.3)', async ({
    client,
    db,
  }) => {
    const [user, other] = [await UserFactory.create(), await UserFactory.create()]
    await save(client, user, { ...profile, id: String(other.id), email: 'mallory@example.com' })

    await db.assertHas('users', { id: other.id, name: other.name })
    await db.assertHas('users', { id: user.id, email: user.email, name: 'Ada King' })
  })

  test('a guest changes nothing', async ({ client, db }) => {
    const user = await UserFactory.create()
    const response = await client
      .post('/settings/profile')
      .form(profile)
      .withCsrfToken()
      .redirects(0)

    response.assertHeader('location', '/login')
    await db.assertHas('users', { id: user.id, name: user.name })
  })
})
