import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { columnPlaces } from '#keys/model_columns'
import { inspect, rotate } from '#keys/rotation'
import { ageOf, type keyRing } from '#keys/key_ring'
import { createVaults, rowsOfVaults, Vault } from '#keys/tests/support/vault'
import { addPreviousKey } from '#keys/tests/support/previous_key'

type Encryption = (typeof keyRing)[number]

const PURPOSE = 'test_vaults.token'

const places = () => columnPlaces([Vault, Vault])

async function insertTokens(values: number[], { previous }: { previous: Encryption }) {
  const rows = values.map((value) => ({
    owner: `owner ${value}`,
    token: previous.encrypt(`token ${value}`, { purpose: PURPOSE }),
    details: previous.encrypt({ pin: value }, { purpose: `test_vaults.details-owner ${value}` }),
  }))
  await db.table('test_vaults').multiInsert(rows)
}

test.group('Key rotation', (group) => {
  group.each.setup(createVaults)

  test('texts of a previous key get the current key in batches, and keep their values', async ({
    assert,
  }) => {
    using keys = addPreviousKey()
    await insertTokens([1, 2, 3, 4, 5], keys)
    await Vault.create({ owner: 'ada', token: 'new', details: null })
    const current = await rowsOfVaults().where('owner', 'ada').firstOrFail()

    for (const place of places()) {
      const batches: number[] = []
      const onBatch = ({ read }: { read: number }) => void batches.push(read)
      const findings = await rotate(place, { batch: 2, onBatch })
      const read = place.name.endsWith('token') ? 6 : 5
      const found = { place: place.name, read, rotated: 5, previous: 0, held: 0, unreadable: [] }
      assert.deepEqual(findings, found)
      assert.deepEqual(batches, [2, 4, read])
    }
    const vaults = await Vault.query().whereLike('owner', 'owner %').orderBy('id')
    assert.deepEqual(
      vaults.map(({ token, details }) => [token, details?.pin]),
      [1, 2, 3, 4, 5].map((value) => [`token ${value}`, value])
    )
    assert.deepEqual(await rowsOfVaults().where('owner', 'ada').firstOrFail(), current)
  })

  test('a second run changes nothing, and a dry run only counts', async ({ assert }) => {
    using keys = addPreviousKey()
    await insertTokens([1, 2], keys)
    const before = await rowsOfVaults()
    for (const place of places()) {
      const { previous, rotated } = await inspect(place, { batch: 10 })
      assert.deepEqual([previous, rotated], [2, 0])
    }
    assert.deepEqual(await rowsOfVaults(), before)

    for (const place of places()) await rotate(place, { batch: 10 })
    const after = await rowsOfVaults()
    for (const place of places()) {
      const { rotated } = await rotate(place, { batch: 10 })
      assert.equal(rotated, 0)
    }
    assert.deepEqual(await rowsOfVaults(), after)
  })

  test('rows that no key can read are named, and the others are changed all the same', async ({
    assert,
  }) => {
    using keys = addPreviousKey()
    await insertTokens([1, 2, 3], keys)
    const [, second] = await rowsOfVaults()
    await db.from('test_vaults').where('id', second.id).update({ token: 'plain text' })
    const [, tokens] = places().sort((one, other) => one.name.localeCompare(other.name))
    const { rotated, unreadable } = await rotate(tokens, { batch: 2 })

    assert.equal(rotated, 2)
    assert.deepEqual(unreadable, [`id ${second.id}`])
    const row = await rowsOfVaults().where('id', second.id).firstOrFail()
    assert.equal(row.token, 'plain text')
  })

  test('a value that the app changes meanwhile is not overwritten', async ({ assert }) => {
    using keys = addPreviousKey()
    await insertTokens([1, 2], keys)
    const [first, second] = await rowsOfVaults()
    const [place] = places().filter(({ name }) => name.endsWith('token'))
    const racing = {
      name: place.name,
      async *batches(size: number) {
        for await (const texts of place.batches(size)) {
          const change = { token: keys.previous.encrypt('changed', { purpose: PURPOSE }) }
          const rows = db.from('test_vaults').where({ id: first.id, token: first.token })
          await rows.update(change)
          await db.from('test_vaults').where('id', second.id).delete()
          yield texts
        }
      },
    }
    const { rotated, previous } = await rotate(racing, { batch: 10 })

    assert.deepEqual([rotated, previous], [1, 0])
    const rows = await rowsOfVaults()
    assert.lengthOf(rows, 1)
    assert.equal(ageOf(rows[0].token, PURPOSE), 'current')
    const vault = await Vault.findOrFail(first.id)
    assert.equal(vault.token, 'changed')
  })
})
