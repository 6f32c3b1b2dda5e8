import { test } from '@japa/runner'
import { DateTime } from 'luxon'
import { encodePayload } from '#queue/payload'

const circle: { self?: unknown } = {}
circle.self = circle

test.group('Payload', () => {
  test('arrives as it was sent', ({ assert }) => {
    const payload = {
      id: 1,
      name: 'Ada \\u0000 👩‍💻',
      list: [null, true, { deep: -0.5 }],
    }
    assert.deepEqual(JSON.parse(encodePayload('job', payload)), payload)
  })

  test('is an object where there is none', ({ assert }) => {
    assert.equal(encodePayload('job', undefined), '{}')
    assert.equal(encodePayload('job', null), 'null')
  })

  test('leaves properties out that are undefined', ({ assert }) => {
    assert.equal(encodePayload('job', { id: 1, at: undefined }), '{"id":1}')
  })

  test('refuses what JSON would change')
    .with([
      { payload: { at: new Date(0) }, reason: 'payload.at is a Date' },
      { payload: { at: DateTime.now() }, reason: 'payload.at is a DateTime' },
      { payload: [{ total: Number.NaN }], reason: 'payload.0.total is NaN' },
      { payload: { id: 1n }, reason: 'payload.id is 1' },
      { payload: [undefined], reason: 'payload.0 is undefined' },
      { payload: { users: new Map() }, reason: 'payload.users is a Map' },
      { payload: circle, reason: 'payload.self contains itself' },
    ])
    .run(({ assert }, { payload, reason }) => {
      assert.throws(
        () => encodePayload('greet', payload),
        `The payload of "greet" is not JSON: ${reason}. Pass ids and small values, and let the job load the rest`
      )
    })

  test('refuses text that PostgreSQL cannot store', ({ assert }) => {
    assert.throws(() => encodePayload('job', { text: '\u0000' }), /U\+0000 or half an emoji/)
    assert.throws(() => encodePayload('job', { text: '👩'.slice(0, 1) }), /half an emoji/)
  })

  test('has at most 64 KiB', ({ assert }) => {
    assert.lengthOf(encodePayload('job', 'é'.repeat(32_767)), 32_769)
    assert.throws(() => encodePayload('job', 'é'.repeat(32_768)), /has 65538 bytes/)
  })
})
