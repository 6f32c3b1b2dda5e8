import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import drive from '@adonisjs/drive/services/main'
import db from '@adonisjs/lucid/services/db'
import { UserFactory } from '#database/factories/user_factory'
import { EVENT_KINDS, type EventKind } from '#models/account_event'
import type User from '#models/user'
import queue from '#queue/main'
import { FLOWS } from '#tests/support/event_flows/flows'
import { mailsTo } from '#tests/support/mails'

/** The mail about each act that gives somebody a new way into the account. */
const NOTICES: Partial<Record<EventKind, string>> = {
  password_reset: 'Your password was changed',
  password_changed: 'Your password was changed',
  password_added: 'Your password was changed',
  password_set: 'Your password was changed',
  email_changed: 'Your e-mail address was changed',
  email_change_undone: 'Choose a new password',
  access_tokens_revoked: 'Choose a new password',
  second_factor_enabled: 'An authenticator app was added',
  passkey_added: 'A passkey was added',
  recovery_codes_made: 'New recovery codes were made',
  identity_linked: 'A GitLab account was connected',
  access_token_made: 'A new access token',
}

/** The keys of an account, its address and its password. A new table of keys needs a line. */
async function waysInto({ id }: User): Promise<string[]> {
  const { rows } = await db.rawQuery(
    `SELECT email AS way FROM users WHERE id = :id
     UNION SELECT password FROM users WHERE id = :id AND password IS NOT NULL
     UNION SELECT key FROM authenticators WHERE user_id = :id
     UNION SELECT digest FROM recovery_codes WHERE user_id = :id
     UNION SELECT credential_id FROM passkeys WHERE user_id = :id
     UNION SELECT subject FROM social_identities WHERE user_id = :id
     UNION SELECT hash FROM access_tokens WHERE tokenable_id = :id`,
    { id }
  )
  return (rows as { way: string }[]).map(({ way }) => way)
}

/** The subjects of the mails to the addresses that the account has and had. */
async function subjectsTo(addresses: string[]) {
  const mails = await Promise.all([...new Set(addresses)].map(mailsTo))
  return mails.flat().map(({ subject }) => subject)
}

/** @returns whether the act of a kind has added a way in, and the subjects of its mails */
async function consequencesOf(kind: EventKind, client: ApiClient) {
  const user = await UserFactory.merge({ locale: 'en' }).create()
  const { email } = user
  const act = await FLOWS[kind]({ client, user })
  await queue.drain()
  await user.refresh()
  const addresses = [email, user.email]
  const before = await waysInto(user)
  const formerSubjects = await subjectsTo(addresses)
  await act()
  await queue.drain()

  const after = await waysInto(user)
  const subjects = await subjectsTo(addresses)
  for (const one of formerSubjects) subjects.splice(subjects.indexOf(one), 1)
  return { isNewWay: after.some((way) => !before.includes(way)), subjects }
}

test.group('Account events | notices', (group) => {
  group.each.setup(() => {
    drive.fake('fs')
    return () => drive.restore('fs')
  })

  for (const kind of EVENT_KINDS) {
    const subject = NOTICES[kind]
    test(`"${kind}" ${subject ? 'adds a way in, and a mail says so' : 'adds no way in'}`, async ({
      assert,
      client,
    }) => {
      const { isNewWay, subjects } = await consequencesOf(kind, client)
      assert.equal(isNewWay, subject !== undefined, 'A new way in needs a line in NOTICES')
      if (subject) assert.include(subjects, subject)
    })
  }
})
