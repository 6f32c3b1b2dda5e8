import { test } from '@japa/runner'
import { DateTime } from 'luxon'
import { Job } from '#queue/job'
import { sealPayload } from '#queue/payload'

class Plain extends Job {
  async handle() {}
}

const sealed = async (value: unknown) => {
  const { payload } = await sealPayload('greet', Plain, value)
  return payload
}

const circle: { self?: unknown } = {}
circle.self = circle

const nested = (levels: number) => {
  let value: unknown[] = []
  for (let level = 1; level < levels; level++) value = [value]
  return value
}

test.group('Payload', () => {
  test('arrives as it was sent', async ({ assert }) => {
    const payload = {
      id: 1,
      name: 'Ada \\u0000 👩‍💻',
      list: [null, true, { deep: -0.5 }],
    }
    assert.deepEqual(await sealed(payload), payload)
  })

  test('is an object where there is none', async ({ assert }) => {
    assert.deepEqual(await sealed(undefined), {})
    assert.isNull(await sealed(null))
  })

  test('leaves properties out that are undefined', async ({ assert }) => {
    assert.deepEqual(await sealed({ id: 1, at: undefined }), { id: 1 })
  })

  test('refuses what JSON would change')
    .with([
      { payload: { at: new Date(0) }, reason: 'payload.at is a Date' },
      { payload: { at: DateTime.now() }, reason: 'payload.at is a DateTime' },
      { payload: [{ total: Number.NaN }], reason: 'payload.0.total is NaN' },
      { payload: { id: 1n }, reason: 'payload.id is a bigint' },
      { payload: [undefined], reason: 'payload.0 is undefined' },
      { payload: { users: new Map() }, reason: 'payload.users is a Map' },
      { payload: Array(1), reason: 'payload.0 is undefined' },
      { payload: Object.create(Object.create(null)), reason: 'payload is an object of no class' },
      { payload: circle, reason: 'payload.self contains itself' },
    ])
    .run(async ({ assert }, { payload, reason }) => {
      await assert.rejects(
        () => sealed(payload),
        `The payload of "greet" is not JSON: ${reason}. Pass ids and small values`
      )
    })

  test('refuses more than 100 levels', async ({ assert }) => {
    assert.deepEqual(await sealed(nested(100)), nested(100))
    await assert.rejects(() => sealed(nested(101)), /has more than 100 levels/)
    await assert.rejects(() => sealed(nested(5000)), /has more than 100 levels/)
  })

  test('refuses text that PostgreSQL cannot store', async ({ assert }) => {
    await assert.rejects(() => sealed({ text: '\u0000' }), /U\+0000 or half an emoji/)
    await assert.rejects(() => sealed({ text: '👩'.slice(0, 1) }), /half an emoji/)
  })

  test('has at most 64 KiB', async ({ assert }) => {
    assert.lengthOf(String(await sealed('é'.repeat(32_767))), 32_767)
    await assert.rejects(() => sealed('é'.repeat(32_768)), /has 65538 bytes/)
  })
})
