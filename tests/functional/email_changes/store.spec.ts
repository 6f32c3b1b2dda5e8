import { test } from '@japa/runner'
import { UserFactory } from '#database/factories/user_factory'
import EmailChange from '#models/email_change'
import queue from '#queue/main'
import { mailsTo } from '#tests/support/mails'

const confirmed = () => ({ identity_confirmed_at: Date.now() })
const NOWHERE = { ipAddress: null, userAgent: null }
const address = () => `new.${crypto.randomUUID()}@example.com`

test.group('Email changes | store', () => {
  test('the new address gets a link, and until then nothing changes', async ({
    assert,
    client,
  }) => {
    const user = await UserFactory.create()
    const email = address()
    const response = await client
      .visit('email_changes.store')
      .form({ email: email.toUpperCase() })
      .withSession(confirmed())
      .loginAs(user)
      .withCsrfToken()
      .redirects(0)
    await queue.drain()

    response.assertHeader('location', '/settings/email')
    const [{ subject, text }] = await mailsTo(email)
    assert.equal(subject, 'Confirm your new e-mail address')
    assert.match(text!, /\/email-changes\/[\da-f]{32}\b/)
    assert.notInclude(text!, user.name)
    const before = user.email
    await user.refresh()
    assert.equal(user.email, before)
  })

  test('an address that has an account gets the same answer, and its owner a mail', async ({
    assert,
    client,
  }) => {
    const [user, owner] = [await UserFactory.create(), await UserFactory.create()]
    const ask = (email: string) =>
      client
        .visit('email_changes.store')
        .form({ email })
        .withSession(confirmed())
        .loginAs(user)
        .withCsrfToken()
        .redirects(0)
    const taken = await ask(owner.email)
    await queue.drain()
    const free = await ask(address())

    assert.deepEqual(taken.flashMessages(), free.flashMessages())
    const [{ subject }] = await mailsTo(owner.email)
    assert.equal(subject, 'You already have an account')
  })

  test('the own address and an invalid one are refused', async ({ assert, client, db }) => {
    const user = await UserFactory.create()
    for (const email of [user.email, user.email.toUpperCase(), 'ada', '']) {
      const response = await client
        .visit('email_changes.store')
        .form({ email })
        .withSession(confirmed())
        .loginAs(user)
        .withCsrfToken()
        .redirects(0)
      assert.property(response.flashMessage('inputErrorsBag'), 'email')
    }
    await db.assertEmpty('email_changes')
  })

  test('a second request replaces the first one', async ({ assert, db }) => {
    const user = await UserFactory.create()
    const first = await EmailChange.request(user, address(), NOWHERE)
    const token = await first.issueLink()
    await EmailChange.request(user, address(), NOWHERE)

    assert.isNull(await EmailChange.findPending(token))
    await db.assertHas('email_changes', { user_id: user.id }, 1)
  })

  test('the sixth request within an hour is refused', async ({ assert, client }) => {
    const user = await UserFactory.create()
    const statuses: number[] = []
    for (let times = 0; times < 6; times++) {
      const response = await client
        .visit('email_changes.store')
        .form({ email: address() })
        .withSession(confirmed())
        .loginAs(user)
        .withCsrfToken()
        .redirects(0)
      statuses.push(response.status())
    }
    assert.deepEqual(statuses, [302, 302, 302, 302, 302, 429])
  })
})

test.group('Email changes | destroy', () => {
  test('a member cancels the pending change, and its link is dead', async ({ assert, client }) => {
    const user = await UserFactory.create()
    const change = await EmailChange.request(user, address(), NOWHERE)
    const token = await change.issueLink()
    const response = await client
      .visit('email_changes.destroy')
      .loginAs(user)
      .withCsrfToken()
      .redirects(0)

    response.assertFlashMessage(
      'success',
      'The change is cancelled. Your e-mail address stays as it is.'
    )
    assert.isNull(await EmailChange.findPending(token))
  })

  test('a member cannot cancel the change of somebody else', async ({ assert, client }) => {
    const change = await EmailChange.request(await UserFactory.create(), address(), NOWHERE)
    const token = await change.issueLink()
    await client
      .visit('email_changes.destroy')
      .loginAs(await UserFactory.create())
      .withCsrfToken()
      .redirects(0)

    assert.isNotNull(await EmailChange.findPending(token))
  })
})
