import { test } from '@japa/runner'
import { BaseModel, column } from '@adonisjs/lucid/orm'
import db from '@adonisjs/lucid/services/db'
import { statementsOf } from '#tests/support/statements'
import { listing } from '#lists/main'
import { createParcels, Parcel } from '#lists/tests/support/parcel'

const named = (...names: string[]) => names.map((name, index) => ({ name, rank: index }))

async function namesOf(choice: Parameters<typeof Parcel.list>[0]) {
  const { rows } = await Parcel.list(choice as {})
  return rows.map(({ name }) => name)
}

test.group('Lists | pages', () => {
  test('a page has its rows and counts all of them, in two queries', async ({ assert }) => {
    await createParcels(named('a', 'b', 'c', 'd', 'e', 'f', 'g'))
    await Parcel.list({})
    const { answer, statements } = await statementsOf(() => Parcel.list({ page: 2 }))

    assert.deepEqual(
      answer.rows.map(({ name }) => name),
      ['f', 'g']
    )
    assert.containSubset(answer.metadata, { total: 7, perPage: 5, currentPage: 2, lastPage: 2 })
    assert.containSubset(answer.metadata, { sort: 'rank', isSearchable: true })
    assert.lengthOf(statements, 2)
  })

  test('a page beyond the last one has the rows of the last one', async ({ assert }) => {
    await createParcels(named('a', 'b', 'c', 'd', 'e', 'f'))
    const { rows, metadata } = await Parcel.list({ page: 1_000_000 })
    assert.lengthOf(rows, 1)
    assert.equal(metadata.currentPage, 2)
  })

  test('a model without decorators of its own is listed before anything else has used it', async ({
    assert,
  }) => {
    class LetterSchema extends BaseModel {
      static $columns = ['id', 'name'] as const
      @column({ isPrimary: true })
      declare id: number
      @column()
      declare name: string
    }
    class Letter extends LetterSchema {
      static list = listing(() => Letter, { search: ['name'], sorts: ['name'], sort: 'name' })
    }
    await db.rawQuery("CREATE TABLE letters AS SELECT 1 AS id, 'a' AS name")

    const { rows } = await Letter.list({})
    assert.lengthOf(rows, 1)
  })

  test('an empty list has one page', async ({ assert }) => {
    await createParcels([])
    const { rows, metadata } = await Parcel.list({ page: 3 })
    assert.isEmpty(rows)
    assert.containSubset(metadata, { total: 0, currentPage: 1, lastPage: 1 })
  })

  test('the rows of a page are those that the hooks of the model leave, and so is the count', async ({
    assert,
  }) => {
    await createParcels(named('a', 'lost', 'b'))
    const { rows, metadata } = await Parcel.list({})
    assert.lengthOf(rows, 2)
    assert.equal(metadata.total, 2)
  })

  test('rows without a value are last in both directions', async ({ assert }) => {
    await createParcels([
      { name: 'one', weight: 1 },
      { name: 'none', weight: null },
      { name: 'two', weight: 2 },
    ])
    assert.deepEqual(await namesOf({ sort: 'weight' }), ['one', 'two', 'none'])
    assert.deepEqual(await namesOf({ sort: '-weight' }), ['two', 'one', 'none'])
  })

  test('text has the order of a dictionary', async ({ assert }) => {
    await createParcels(named('Zebra', 'ábaco', 'apple', 'Ñandú', 'nuez'))
    assert.deepEqual(await namesOf({ sort: 'name' }), ['ábaco', 'apple', 'Ñandú', 'nuez', 'Zebra'])
  })

  test('each word of a search has to be in one of the columns, in small or capital letters', async ({
    assert,
  }) => {
    await createParcels([
      { name: 'Green tea', place: 'Málaga' },
      { name: 'green paint', place: null },
      { name: 'Tea', place: 'Oslo' },
    ])
    assert.deepEqual(await namesOf({ search: 'GREEN' }), ['Green tea', 'green paint'])
    assert.deepEqual(await namesOf({ search: '  málaga   tea ' }), ['Green tea'])
    assert.deepEqual(await namesOf({ search: 'green oslo' }), [])
    assert.deepEqual(await namesOf({ search: ' ' }), ['Green tea', 'green paint', 'Tea'])
  })

  for (const name of ['100%', 'a_b', String.raw`a\b`, `it's "so"?`, String.raw`\%`]) {
    test(`a search for ${name} finds these characters only`, async ({ assert }) => {
      await createParcels([{ name }, { name: '100 a-b ab its so' }])
      assert.deepEqual(await namesOf({ search: name }), [name])
    })
  }

  test('filters are combined, and null is a value', async ({ assert }) => {
    await createParcels([
      { name: 'a', rank: 1, place: null },
      { name: 'b', rank: 2, place: null },
      { name: 'c', rank: 1, place: 'Oslo' },
    ])
    assert.deepEqual(await namesOf({ rank: 1 }), ['a', 'c'])
    assert.deepEqual(await namesOf({ rank: 1, place: null }), ['a'])
    const { metadata } = await Parcel.list({ rank: 1, place: 'Oslo' })
    assert.equal(metadata.total, 1)
  })

  test('a filter that is undefined is refused, because its condition would be missing', async ({
    assert,
  }) => {
    await createParcels([])
    await assert.rejects(
      () => Parcel.list({ rank: undefined }),
      'The filter "rank" of the list is undefined'
    )
  })
})
