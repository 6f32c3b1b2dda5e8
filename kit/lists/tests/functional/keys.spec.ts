import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { statementsOf } from '#tests/support/statements'
import { addParcels, createParcels, Parcel } from '#lists/tests/support/parcel'

type Row = Record<string, string | null>
type Sort = NonNullable<NonNullable<Parameters<typeof Parcel.chain>[0]>['sort']>

/** Few values for many rows, so that most are equal or missing; some differ in their last digit only. */
const VALUES: Record<string, unknown[]> = {
  rank: [1, 2, 3],
  name: ['a', 'b', 'c'],
  weight: [null, '0.1', '0.10000000000000000000001', '123456789012345678.000000001', '-5', 'NaN'],
  code: [null, '9007199254740992', '9007199254740993', '-9007199254740993', '0'],
  sent_at: [
    null,
    '2026-03-01 12:00:00.000001+00',
    '2026-03-01 12:00:00.000002+00',
    '1999-12-31 23:59:59.999999+00',
    'infinity',
  ],
  is_fragile: [null, true, false],
}

const pick = <Value>(values: Value[]) => values[Math.floor(Math.random() * values.length)]

function someParcels(count: number) {
  return Array.from({ length: count }, () =>
    Object.fromEntries(Object.entries(VALUES).map(([name, values]) => [name, pick(values)]))
  )
}

/** The ids in the order of plain JavaScript: the places of the values in `VALUES`, in their real order. */
function idsInOrder(rows: Row[], column: string, isDescending: boolean) {
  const order = ORDERS[column]
  const sign = isDescending ? -1 : 1
  return rows
    .toSorted((a, b) => {
      if (a[column] === null || b[column] === null) {
        const nulls = Number(a[column] === null) - Number(b[column] === null)
        return nulls || sign * (Number(a.id) - Number(b.id))
      }
      const difference = order.indexOf(a[column]!) - order.indexOf(b[column]!)
      return sign * (difference || Number(a.id) - Number(b.id))
    })
    .map(({ id }) => Number(id))
}

const ORDERS: Record<string, string[]> = {
  rank: ['1', '2', '3'],
  name: ['a', 'b', 'c'],
  weight: ['-5', '0.1', '0.10000000000000000000001', '123456789012345678.000000001', 'NaN'],
  code: ['-9007199254740993', '0', '9007199254740992', '9007199254740993'],
  sent_at: [
    '1999-12-31 23:59:59.999999+00',
    '2026-03-01 12:00:00.000001+00',
    '2026-03-01 12:00:00.000002+00',
    'infinity',
  ],
  is_fragile: ['false', 'true'],
}

const COLUMN_OF: Record<string, string> = { sentAt: 'sent_at', isFragile: 'is_fragile' }

/** The ids of all pages, forwards and then backwards. */
async function walk(sort: Sort) {
  const idsOf = (rows: Parcel[]) => rows.map(({ id }) => Number(id))
  let page = await Parcel.chain({ sort })
  const forwards = idsOf(page.rows)
  while (page.metadata.after) {
    page = await Parcel.chain({ sort, after: page.metadata.after })
    forwards.push(...idsOf(page.rows))
  }
  const backwards = idsOf(page.rows)
  while (page.metadata.before) {
    page = await Parcel.chain({ sort, before: page.metadata.before })
    backwards.unshift(...idsOf(page.rows))
  }
  return { forwards, backwards }
}

async function storedRows(): Promise<Row[]> {
  const names = ['id', ...Object.keys(VALUES)].map((name) => `${name}::text`)
  const { rows } = await db.rawQuery(`SELECT ${names.join()} FROM parcels`)
  return rows
}

test.group('Lists | keys', () => {
  for (const attribute of ['rank', 'name', 'weight', 'code', 'sentAt', 'isFragile'] as const) {
    for (const sort of [attribute, `-${attribute}`] as const) {
      test(`pages by ${sort} have every row once, as a sort in JavaScript has them`, async ({
        assert,
      }) => {
        // A multiple of a page, and one row more or less.
        await createParcels(someParcels(39 + Math.floor(Math.random() * 3)))
        const column = COLUMN_OF[attribute] ?? attribute
        const expected = idsInOrder(await storedRows(), column, sort.startsWith('-'))

        const { forwards, backwards } = await walk(sort)
        assert.deepEqual(forwards, expected)
        assert.deepEqual(backwards, expected)
      }).timeout(20_000)
    }
  }

  for (const sort of ['id', '-id'] as const) {
    test(`pages by ${sort} have every row once`, async ({ assert }) => {
      await createParcels(someParcels(23))
      const { forwards, backwards } = await walk(sort)
      const ids = Array.from({ length: 23 }, (_, index) => index + 1)
      assert.deepEqual(forwards, sort === 'id' ? ids : ids.toReversed())
      assert.deepEqual(backwards, forwards)
    })
  }

  test('ids beyond the numbers of JavaScript are not mixed up', async ({ assert }) => {
    const ids = Array.from({ length: 12 }, (_, index) => String(9007199254740993n + BigInt(index)))
    await createParcels(ids.map((id) => ({ id })))
    const first = await Parcel.chain({})
    const second = await Parcel.chain({ after: first.metadata.after! })
    assert.deepEqual(
      second.rows.map(({ id }) => String(id)),
      ids.slice(5, 10)
    )
  })

  test('new rows move nothing', async ({ assert }) => {
    await createParcels(Array.from({ length: 8 }, () => ({ rank: 2 })))
    const { metadata } = await Parcel.chain({})
    await addParcels([{ rank: 1 }, { rank: 1 }])

    const { rows } = await Parcel.chain({ after: metadata.after! })
    assert.deepEqual(
      rows.map(({ id }) => Number(id)),
      [6, 7, 8]
    )
  })

  test('after rows that were deleted meanwhile, the last page comes', async ({ assert }) => {
    await createParcels(Array.from({ length: 8 }, () => ({})))
    const { metadata } = await Parcel.chain({})
    await db.from('parcels').where('id', '>', 5).delete()

    const last = await Parcel.chain({ after: metadata.after! })
    assert.lengthOf(last.rows, 5)
    assert.isNull(last.metadata.after)
    assert.isNull(last.metadata.before)
  })

  test('less than a page before a row is the first page', async ({ assert }) => {
    await createParcels(Array.from({ length: 12 }, () => ({})))
    const first = await Parcel.chain({})
    const second = await Parcel.chain({ after: first.metadata.after! })
    await db.from('parcels').where('id', '<', 3).delete()

    const { rows, metadata } = await Parcel.chain({ before: second.metadata.before! })
    assert.deepEqual(
      rows.map(({ id }) => Number(id)),
      [3, 4, 5, 6, 7]
    )
    assert.isNull(metadata.before)
  })

  test('a list without a count costs one query', async ({ assert }) => {
    await createParcels([{}, {}])
    await Parcel.endless({})
    const { answer, statements } = await statementsOf(() => Parcel.endless({}))
    assert.lengthOf(statements, 1)
    assert.isUndefined(answer.metadata.total)
    const counted = await Parcel.chain({})
    assert.equal(counted.metadata.total, 2)
  })

  test('an empty list has no other page', async ({ assert }) => {
    await createParcels([])
    const { metadata } = await Parcel.chain({})
    assert.isNull(metadata.before)
    assert.isNull(metadata.after)
  })
})
