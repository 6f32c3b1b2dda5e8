import { test } from '@japa/runner'
import { createParcels, Parcel } from '#lists/tests/support/parcel'

const WEIGHTS = [null, '0.1', '-5']

async function idsOfPages(sort: 'weight' | '-name' | 'id') {
  let page = await Parcel.chain({ sort })
  const ids = page.rows.map(({ id }) => id)
  while (page.metadata.after) {
    page = await Parcel.chain({ sort, after: page.metadata.after })
    ids.push(...page.rows.map(({ id }) => id))
  }
  return ids
}

test.group('Lists | long lists', () => {
  test('a short word has to be the beginning of a word, where words are separated', async ({
    assert,
  }) => {
    const names = ['Ada King', 'Mada', 'آدا علي', 'علي', '山田太郎', 'a_d']
    await createParcels(names.map((name) => ({ name })))
    const namesOf = async (search: string) => {
      const { rows } = await Parcel.searched({ search })
      return rows.map(({ name }) => name)
    }
    assert.deepEqual(await namesOf('ad'), ['Ada King'])
    assert.deepEqual(await namesOf('K'), ['Ada King'])
    assert.sameMembers(await namesOf('ada'), ['Ada King', 'Mada'])
    assert.sameMembers(await namesOf('عل'), ['آدا علي', 'علي'])
    assert.deepEqual(await namesOf('太郎'), ['山田太郎'])
    assert.deepEqual(await namesOf('_'), ['a_d'])
    assert.deepEqual(await namesOf('k ad'), ['Ada King'])
  })

  test('batches have every row of a choice once, in its order, and are counted', async ({
    assert,
  }) => {
    await createParcels(
      Array.from({ length: 23 }, (_, index) => ({
        name: `parcel ${index % 4}`,
        weight: WEIGHTS[index % 3],
      }))
    )
    for (const sort of ['weight', '-name', 'id'] as const) {
      const batches = await Array.fromAsync(Parcel.list.batches({ sort }, { size: 5 }))
      const ids = batches.flat().map(({ id }) => id)
      assert.lengthOf(ids, 23)
      assert.deepEqual(ids, await idsOfPages(sort))
      assert.equal(await Parcel.list.count({ sort }), 23)
    }
    assert.isEmpty(await Array.fromAsync(Parcel.list.batches({ rank: 99 }, { size: 5 })))
    const full = await Array.fromAsync(Parcel.list.batches({}, { size: 23 }))
    assert.lengthOf(full, 1)
  })
})
