import { test } from '@japa/runner'
import { HeldJobs, type HeldJob } from '#queue/keeper/held_jobs'

const job = (change: Partial<HeldJob> = {}): HeldJob => ({
  id: crypto.randomUUID(),
  name: 'test/greet_job',
  queue: 'default',
  token: `${crypto.randomUUID()}:7`,
  until: 1_234_567.5,
  ...change,
})

const withPlaces = (places: number) => new HeldJobs(new SharedArrayBuffer(HeldJobs.sizeFor(places)))

test.group('Held jobs', () => {
  test('the other thread sees the jobs that run, and no other', ({ assert }) => {
    const [first, second, third] = [job(), job({ name: 'Größe 📐\nzwei' }), job({ token: '' })]
    const held = withPlaces(3)
    const seen = new HeldJobs(held.memory)
    const place = held.hold(first)!
    held.hold(second)
    assert.deepEqual(seen.list(), [first, second])

    held.release(place)
    held.hold(third)
    assert.deepEqual(seen.list(), [third, second])
  })

  test('a job that may take longer is held for longer', ({ assert }) => {
    const held = withPlaces(1)
    const place = held.hold(job())!
    held.extend(place, 5000)
    assert.equal(new HeldJobs(held.memory).list()[0].until, 5000)
  })

  test('without a place a job is not held, and the longest name fits into one', ({ assert }) => {
    const held = withPlaces(1)
    const long = job({ name: '📐'.repeat(200) })
    assert.equal(held.hold(long), 0)
    assert.isUndefined(held.hold(job()))
    assert.deepEqual(held.list(), [long])
  })

  test('the other thread sees each turn of the event loop', ({ assert }) => {
    const held = withPlaces(1)
    const seen = new HeldJobs(held.memory)
    const before = seen.ticks
    held.tick()
    assert.notEqual(seen.ticks, before)
  })
})
