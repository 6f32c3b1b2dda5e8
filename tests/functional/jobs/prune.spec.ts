import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { RegistrationFactory } from '#database/factories/registration_factory'
import { UserFactory } from '#database/factories/user_factory'
import PruneNotifications from '#jobs/prune_notifications'
import PruneRegistrations from '#jobs/prune_registrations'
import queue, { PruneScheduleTicks } from '#queue/main'
import PruneSessions from '#jobs/prune_sessions'
import PruneTokens from '#jobs/prune_tokens'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

const ago = (milliseconds: number) => new Date(Date.now() - milliseconds)

async function run(job: typeof PruneSessions) {
  await job.dispatch({})
  await queue.drain()
}

test.group('Jobs | Pruning', () => {
  test('expired sessions are deleted', async ({ assert }) => {
    await db.table('sessions').multiInsert([
      { id: 'old', data: '{}', expires_at: ago(MINUTE) },
      { id: 'new', data: '{}', expires_at: ago(-MINUTE) },
    ])
    await run(PruneSessions)

    assert.sameMembers(await idsOf('sessions', 'id'), ['new'])
  })

  test('notifications of more than 90 days are deleted', async ({ assert }) => {
    const { id: userId } = await UserFactory.create()
    const ofUser = { user_id: userId, kind: 'picture_refused', data: {} }
    await db.table('notifications').multiInsert([
      { ...ofUser, id: 1, created_at: ago(91 * DAY) },
      { ...ofUser, id: 2, created_at: ago(89 * DAY) },
    ])
    await run(PruneNotifications)

    assert.deepEqual(await idsOf('notifications', 'id'), [2])
  })

  test('expired links for a new password are deleted', async ({ assert }) => {
    const { id: userId } = await UserFactory.create()
    const [expired, pending] = [crypto.randomUUID(), crypto.randomUUID()]
    const link = { user_id: userId, created_at: ago(DAY) }
    await db.table('password_resets').multiInsert([
      { ...link, id: expired, token_hash: 'old', expires_at: ago(MINUTE) },
      { ...link, id: pending, token_hash: 'new', expires_at: ago(-MINUTE) },
    ])
    await run(PruneTokens)

    assert.sameMembers(await idsOf('password_resets', 'id'), [pending])
  })

  test('expired remembered log-ins and rate limits are deleted', async ({ assert }) => {
    const { id: userId } = await UserFactory.create()
    const token = { tokenable_id: userId, created_at: ago(DAY), updated_at: ago(DAY) }
    await db.table('remember_me_tokens').multiInsert([
      { ...token, hash: 'old', expires_at: ago(MINUTE) },
      { ...token, hash: 'new', expires_at: ago(-MINUTE) },
    ])
    await db.table('rate_limits').multiInsert([
      { key: 'old', points: 1, expire: Date.now() - MINUTE },
      { key: 'new', points: 1, expire: Date.now() + MINUTE },
      { key: 'without end', points: 1, expire: null },
    ])
    await run(PruneTokens)

    assert.sameMembers(await idsOf('remember_me_tokens', 'hash'), ['new'])
    assert.includeMembers(await idsOf('rate_limits', 'key'), ['new', 'without end'])
    assert.notInclude(await idsOf('rate_limits', 'key'), 'old')
  })

  test('expired sign-ups are deleted, and mail records older than an hour (ASVS 14.2.4)', async ({
    assert,
  }) => {
    await RegistrationFactory.apply('expired').create()
    const pending = await RegistrationFactory.create()
    const email = 'ada@example.com'
    const recent = crypto.randomUUID()
    await db.table('registration_mails').multiInsert([
      { job_id: crypto.randomUUID(), email, sent_at: ago(61 * MINUTE) },
      { job_id: recent, email, sent_at: ago(59 * MINUTE) },
    ])
    await run(PruneRegistrations)

    assert.deepEqual(await idsOf('registrations', 'id'), [pending.id])
    assert.deepEqual(await idsOf('registration_mails', 'job_id'), [recent])
  })

  test('ticks older than 30 days are deleted, and schedules that left the code that long ago', async ({
    assert,
  }) => {
    const schedule = {
      job: 'prune_sessions',
      payload: '{}',
      cadence: 'every 1h',
      timezone: 'UTC',
      missed_policy: 'once',
      without_overlapping: false,
      seen_at: new Date(),
    }
    await db.table('schedules').multiInsert([
      { ...schedule, name: 'here', removed_at: null },
      { ...schedule, name: 'gone', removed_at: ago(31 * DAY) },
      { ...schedule, name: 'leaving', removed_at: ago(29 * DAY) },
    ])
    await db.table('schedule_ticks').multiInsert([
      { schedule: 'here', due_at: ago(31 * DAY), status: 'ran' },
      { schedule: 'here', due_at: ago(29 * DAY), status: 'late' },
      { schedule: 'gone', due_at: ago(29 * DAY), status: 'missed' },
    ])
    await run(PruneScheduleTicks)

    assert.sameMembers(await idsOf('schedules', 'name'), ['here', 'leaving'])
    assert.deepEqual(await idsOf('schedule_ticks', 'status'), ['late'])
  })
})

async function idsOf(table: string, column: string) {
  const rows = await db.from(table).select(column)
  return rows.map((row) => row[column])
}
