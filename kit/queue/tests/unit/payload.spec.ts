import { test } from '@japa/runner'
import { DateTime } from 'luxon'
import { Job } from '#queue/job'
import { sealPayload } from '#queue/payload'

class PlainJob extends Job {
  async handle() {}
}

const sealed = async (value: unknown) => {
  const { payload } = await sealPayload('greet', PlainJob, value)
  return payload
}

const circle: { self?: unknown } = {}
circle.self = circle

const nested = (levels: number) => {
  let value: unknown[] = []
  for (let level = 1; level < levels; level++) value = [value]
  return value
}

function revoked() {
  const { proxy, revoke } = Proxy.revocable({}, {})
  revoke()
  return proxy
}

function brokenProxy() {
  return new Proxy(
    {},
    {
      ownKeys() {
        throw new Error('no keys')
      },
    }
  )
}

test.group('Payload', () => {
  test('a payload is delivered unchanged', async ({ assert }) => {
    const payload = {
      id: 1,
      name: 'Ada \\u0000 👩‍💻',
      list: [null, true, { deep: -0.5 }],
    }
    assert.deepEqual(await sealed(payload), payload)
  })

  test('a missing payload is delivered as an empty object', async ({ assert }) => {
    assert.deepEqual(await sealed(undefined), {})
    assert.isNull(await sealed(null))
  })

  test('a payload keeps its values of the dispatch, also under a key like __proto__ (ASVS 1.5.2, 15.3.6)', async ({
    assert,
  }) => {
    const shared = { id: 1 }
    const payload = JSON.parse('{"__proto__":{"id":1},"":[1e-7,"\\u007f"]}')
    const copy = await sealed({ payload, twice: [shared, shared] })
    shared.id = 2

    assert.equal(
      JSON.stringify(copy),
      `{"payload":${JSON.stringify(payload)},"twice":[{"id":1},{"id":1}]}`
    )
  })

  test('a getter of a payload is read once', async ({ assert }) => {
    let asked = 0
    assert.deepEqual(
      await sealed({
        get id() {
          return ++asked
        },
      }),
      { id: 1 }
    )
    assert.equal(asked, 1)
  })

  test('a value that JSON would change is refused')
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
      { payload: { id: 1, at: undefined }, reason: 'payload.at is undefined' },
      { payload: { change: -0 }, reason: 'payload.change is -0' },
      { payload: { [Symbol('id')]: 1 }, reason: 'payload has the key Symbol(id)' },
      {
        payload: { list: Object.assign([1], { total: 1 }) },
        reason: 'payload.list is a list with the property "total"',
      },
      {
        payload: { list: Object.assign([1], { [Symbol.iterator]: 1 }) },
        reason: 'payload.list has the key Symbol(Symbol.iterator)',
      },
      {
        payload: Object.defineProperty({}, 'id', { value: 1 }),
        reason: 'payload.id is not enumerable',
      },
      {
        payload: { list: Object.defineProperty([1], '0', { enumerable: false }) },
        reason: 'payload.list.0 is not enumerable',
      },
      { payload: { list: new (class Ids extends Array {})() }, reason: 'payload.list is a Ids' },
      { payload: { bytes: new Uint8Array(1) }, reason: 'payload.bytes is a Uint8Array' },
      { payload: { id: Object(1) }, reason: 'payload.id is a Number' },
      { payload: { toJSON: () => 1 }, reason: 'payload.toJSON is a function' },
      { payload: { key: Symbol('id') }, reason: 'payload.key is a symbol' },
      { payload: { later: Promise.resolve(1) }, reason: 'payload.later is a Promise' },
    ])
    .run(async ({ assert }, { payload, reason }) => {
      await assert.rejects(
        () => sealed(payload),
        `The payload of "greet" is not JSON: ${reason}. Pass ids and small values`
      )
    })

  test('the error names the place in the payload that throws')
    .with([
      {
        payload: {
          user: {
            get id() {
              throw new Error('not loaded')
            },
          },
        },
        reason: 'payload.user.id throws "not loaded"',
      },
      {
        payload: [
          {
            get id() {
              throw null
            },
          },
        ],
        reason: 'payload.0.id throws',
      },
      { payload: { user: revoked() }, reason: 'payload.user throws' },
      { payload: { user: brokenProxy() }, reason: 'payload.user throws "no keys"' },
    ])
    .run(async ({ assert }, { payload, reason }) => {
      await assert.rejects(
        () => sealed(payload),
        new RegExp(`^The payload of "greet" cannot be read: ${reason}`)
      )
    })

  test('an endless payload is refused quickly', async ({ assert }) => {
    let value: unknown = 1
    for (let level = 0; level < 60; level++) value = [value, value]
    await assert.rejects(() => sealed(value), /has too many values/)
    await assert.rejects(() => sealed(new Array(100_000_000)), /payload.0 is undefined/)
  })

  test('a payload deeper than 100 levels is refused', async ({ assert }) => {
    assert.deepEqual(await sealed(nested(100)), nested(100))
    await assert.rejects(() => sealed(nested(101)), /has more than 100 levels/)
    await assert.rejects(() => sealed(nested(5000)), /has more than 100 levels/)
  })

  test('text that PostgreSQL cannot store is refused', async ({ assert }) => {
    await assert.rejects(() => sealed({ text: '\u0000' }), /U\+0000 or half an emoji/)
    await assert.rejects(() => sealed({ text: ['👩'.slice(0, 1)] }), /payload\.text\.0 has .* half/)
    await assert.rejects(() => sealed({ '\ud800': 1 }), /a key of payload has U\+0000 or half/)
  })

  test('a payload over 64 KiB is refused', async ({ assert }) => {
    assert.lengthOf(String(await sealed('é'.repeat(32_767))), 32_767)
    await assert.rejects(() => sealed('é'.repeat(32_768)), /has 65538 bytes/)
  })
})
