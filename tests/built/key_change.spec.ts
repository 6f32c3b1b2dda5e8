import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { RegistrationFactory } from '#database/factories/registration_factory'
import { UserFactory } from '#database/factories/user_factory'
import Authenticator from '#models/authenticator'
import {
  NEW_KEY_ALONE,
  NEWER_KEY_LISTED,
  startServerWith,
  WITH_FORMER_KEY,
} from '#tests/support/key_change'
import { runAceWith } from '#tests/support/ace'
import { runBuilt } from '#tests/support/processes'
import { addAuthenticator, codeOf } from '#tests/support/second_factor'
import { Visitor } from '#tests/support/visitor'

const origin = `http://localhost:${process.env.PORT}`
const password = 'secret-password'

type Server = Awaited<ReturnType<typeof startServerWith>>

/** A browser in which a person has entered the right password. */
async function enterPassword(email: string, at = origin) {
  const visitor = new Visitor(at)
  await visitor.get('/login')
  await visitor.post('/login', { email, password, remember: 'true' })
  return visitor
}

async function statusOf(answer: Promise<Response>) {
  const { status } = await answer
  return status
}

const leadsTo = ({ headers }: Response) => headers.get('location')

test.group('A change of APP_KEY', (group) => {
  let [both, alone, newerListed] = [] as Server[]

  group.setup(async () => {
    both = await startServerWith(WITH_FORMER_KEY)
    alone = await startServerWith(NEW_KEY_ALONE)
    newerListed = await startServerWith(NEWER_KEY_LISTED)
    return async () => {
      await Promise.all([both, alone, newerListed].map((server) => server.stop()))
    }
  })
  group.each.setup(async () => {
    await db.from('rate_limits').delete()
  })

  test('a session and its form token work on, and get the new key with the next visit', async ({
    assert,
  }) => {
    const user = await UserFactory.create()
    const visitor = await enterPassword(user.email)
    visitor.forget('remember_web')
    const posted = await visitor.at(both.origin).post('/settings/profile', { name: 'Ada Byron' })
    assert.notEqual(leadsTo(posted), '/login')
    assert.isBelow(posted.status, 400)

    await db
      .from('sessions')
      .where('user_id', user.id)
      .update({ last_seen_at: new Date(Date.now() - 120_000) })
    const later = visitor.at(both.origin)
    assert.equal(await statusOf(later.get('/dashboard')), 200)
    assert.equal(await statusOf(later.at(alone.origin).get('/dashboard')), 200)
  })

  test('"remember me" works on, gets the new key, and is not taken for a stolen one on a process with the former key', async ({
    assert,
    db: rows,
  }) => {
    const user = await UserFactory.create()
    const visitor = await enterPassword(user.email)
    visitor.forget('easystart-session')
    const tabs = [both.origin, newerListed.origin, both.origin, newerListed.origin].map((one) =>
      visitor.at(one)
    )
    const answers = await Promise.all(tabs.map((tab) => tab.get('/dashboard')))
    for (const { status } of answers) assert.equal(status, 200)

    await db
      .from('remember_me_tokens')
      .where('tokenable_id', user.id)
      .update({ updated_at: new Date(Date.now() - 120_000) })
    for (const tab of tabs) {
      tab.forget('easystart-session')
      assert.equal(await statusOf(tab.get('/dashboard')), 200)
    }
    await rows.assertMissing('account_events', { user_id: user.id, kind: 'token_reused' })

    const [first] = tabs
    first.forget('easystart-session')
    assert.equal(await statusOf(first.at(alone.origin).get('/dashboard')), 200)
  })

  test('a link in a mail works on, with its page and its form', async ({ assert }) => {
    const { linkToken } = await RegistrationFactory.create()
    const visitor = new Visitor(both.origin)
    const page = leadsTo(await visitor.get(`/confirm/${linkToken}`))!
    assert.match(page, /^\/email-confirmations\//)
    assert.equal(await statusOf(visitor.get(page)), 200)
    const former = leadsTo(await new Visitor(origin).get(`/confirm/${linkToken}`))!
    assert.equal(await statusOf(visitor.get(former)), 200)
  })

  test('a log-in that waits for its second factor goes on, with a code of the app or of the paper', async ({
    assert,
  }) => {
    const user = await UserFactory.create()
    const { key, codes } = await addAuthenticator(user)
    for (const [path, form] of [
      ['/login/second-factor', { code: codeOf(key) }],
      ['/login/recovery-code', { recoveryCode: codes[0] }],
    ] as const) {
      const waiting = await enterPassword(user.email)
      const answer = await waiting.at(both.origin).post(path, form as Record<string, string>)
      assert.equal(leadsTo(answer), '/dashboard')
    }
  })

  test('a process that only lists the new key reads what it has made', async ({ assert }) => {
    const user = await UserFactory.create()
    const visitor = await enterPassword(user.email, alone.origin)
    assert.equal(await statusOf(visitor.at(newerListed.origin).get('/dashboard')), 200)
    visitor.forget('easystart-session')
    assert.equal(await statusOf(visitor.at(newerListed.origin).get('/dashboard')), 200)
  })

  test('without APP_PREVIOUS_KEYS, all that the former key has made is refused politely', async ({
    assert,
  }) => {
    const user = await UserFactory.create()
    const visitor = await enterPassword(user.email)
    const { linkToken } = await RegistrationFactory.create()
    const { key, codes } = await addAuthenticator(
      await UserFactory.merge({ email: 'lost@example.com' }).create()
    )
    const link = await visitor.at(alone.origin).get(`/confirm/${linkToken}`)
    assert.isBelow(link.status, 500)
    assert.notMatch(leadsTo(link) ?? '', /email-confirmations\/[\w-]{36}/)

    const dashboard = await visitor.at(alone.origin).get('/dashboard')
    assert.equal(leadsTo(dashboard), '/login')
    const form = await visitor.at(alone.origin).post('/login', { email: user.email, password })
    assert.isBelow(form.status, 500)

    const waiting = await enterPassword('lost@example.com', alone.origin)
    for (const [path, answer] of [
      ['/login/second-factor', { code: codeOf(key) }],
      ['/login/recovery-code', { recoveryCode: codes[0] }],
    ] as const) {
      const refused = await waiting.post(path, answer as Record<string, string>)
      assert.isBelow(refused.status, 400)
      assert.notEqual(leadsTo(refused), '/dashboard')
    }
  })

  test('after key:rotate, nothing in the tables needs the former key (ASVS 11.2.2)', async ({
    assert,
  }) => {
    const user = await UserFactory.create()
    const { key, codes } = await addAuthenticator(user)
    const { exitCode, stdout } = await runAceWith(WITH_FORMER_KEY, 'key:rotate', '--json')
    const { changed, previous, places } = JSON.parse(stdout)
    assert.isAtLeast(changed, 11)
    assert.equal(previous, 0)
    assert.includeMembers(
      places.map(({ place }: { place: string }) => place),
      ['authenticators.key', 'recovery_codes.digest', 'job_runs.message', 'bullmq.job.data']
    )
    assert.equal(exitCode, 0)

    for (const [path, form] of [
      ['/login/second-factor', { code: codeOf(key) }],
      ['/login/recovery-code', { recoveryCode: codes[0] }],
    ] as const) {
      const waiting = await enterPassword(user.email, alone.origin)
      const answer = await waiting.post(path, form as Record<string, string>)
      assert.equal(leadsTo(answer), '/dashboard')
    }
    await runBuilt(['key:rotate'], NEWER_KEY_LISTED)
    const authenticator = await Authenticator.findOrFail(user.id)
    assert.equal(authenticator.key, key)
  })
})
