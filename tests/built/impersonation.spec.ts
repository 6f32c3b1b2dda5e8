import { test } from '@japa/runner'
import database from '@adonisjs/lucid/services/db'
import { UserFactory } from '#database/factories/user_factory'
import Group from '#models/group'
import type User from '#models/user'
import PictureRefused from '#notifications/picture_refused'
import { notify } from '#services/notify'
import { EventStream } from '#tests/support/event_stream'
import { startProductionServer } from '#tests/support/processes'
import { administrator } from '#tests/support/staff'
import { Visitor } from '#tests/support/visitor'

const origin = `http://localhost:${process.env.PORT}`
const NEWS = '"payload":"notifications"'
const NOWHERE = { ipAddress: null, userAgent: null }

/** A browser in which an administrator uses the account of a person. */
async function started(address = origin) {
  const [actor, person] = [await administrator(), await UserFactory.create()]
  const visitor = new Visitor(address)
  await visitor.get('/login')
  await visitor.post('/login', { email: actor.email, password: 'secret-password' })
  const before = await EventStream.open(visitor)
  const path = `/management/users/${person.id}/impersonations`
  const answer = await visitor.post(path, { reason: 'Ticket 7' })
  if (answer.headers.get('location') !== '/dashboard') throw new Error(await answer.text())
  await before.untilEnd()
  return { actor, person, visitor }
}

const change = ({ id }: User, columns: object) =>
  database.from('impersonations').where('person_id', id).update(columns)

test.group('Impersonation', (group) => {
  group.each.setup(async () => {
    await database.from('rate_limits').delete()
  })

  test('the session stays that of the actor, and the person has none', async ({ assert }) => {
    const { actor, person, visitor } = await started()
    await visitor.get('/dashboard')
    const sessions = await database.from('sessions').whereIn('user_id', [actor.id, person.id])
    assert.deepEqual(
      sessions.map((session) => session.user_id),
      [actor.id]
    )

    const answer = await visitor.post('/impersonation?_method=DELETE')
    assert.equal(answer.headers.get('location'), `/management/users/${person.id}`)
    const page = await visitor.visit('/dashboard')
    const { props } = (await page.json()) as { props: { user: { id: number } } }
    assert.equal(props.user.id, actor.id)
  })

  test('the stream is that of the person, and ends when the time is over', async ({ assert }) => {
    const { person, visitor } = await started()
    const stream = await EventStream.open(visitor)
    await notify(person, new PictureRefused())
    await stream.until(NEWS)

    await change(person, { expires_at: new Date(Date.now() + 2000) })
    const shorter = await EventStream.open(visitor)
    assert.isFalse(shorter.hasEnded)
    await shorter.untilEnd(15_000)
    await stream.close()
  }).timeout(30_000)

  test('the stream ends with an impersonation that is not allowed any longer', async ({
    assert,
  }) => {
    const { person, visitor } = await started()
    const stream = await EventStream.open(visitor)
    const administrators = await Group.administrators()
    await administrators.add([person.id], NOWHERE)
    const answer = await visitor.get('/settings/profile')
    assert.equal(answer.headers.get('location'), `/management/users/${person.id}`)
    await stream.untilEnd()
  })

  test('a line of the log has both accounts', async ({ assert }) => {
    const server = await startProductionServer({ LOG_LEVEL: 'info' })
    const { actor, person, visitor } = await started(server.origin)
    await visitor.get('/settings/profile')
    await server.stop()

    const lines = server.lines().filter((line) => line.includes('GET /settings/profile'))
    assert.lengthOf(lines, 1)
    assert.containsSubset(JSON.parse(lines[0]), {
      user_id: actor.id,
      impersonated_user_id: person.id,
    })
  }).timeout(30_000)
})
