import vine from '@vinejs/vine'
import { test } from '@japa/runner'
import { HttpContextFactory } from '@adonisjs/core/factories/http'
import i18nManager from '@adonisjs/i18n/services/main'
import { listFields } from '#lists/main'
import { cursorOf } from '#lists/list_cursor'
import { createParcels, Parcel } from '#lists/tests/support/parcel'

const byPages = vine.create({
  ...listFields(Parcel.list),
  rank: vine.number().optional(),
  place: vine.enum(['Oslo', 'Paris']).optional(),
})
const byKeys = vine.create(listFields(Parcel.chain))

function requestFor(query: object, accept = 'text/html') {
  const ctx = new HttpContextFactory().create()
  ctx.i18n = i18nManager.locale('en')
  const { request } = ctx
  request.request.headers.accept = accept
  request.updateQs(query as Record<string, unknown>)
  return request
}

const choose = (query: object) => requestFor(query).choose(byPages)

test.group('Lists | choose', () => {
  test('a valid choice is the filters, and the fields show it', async ({ assert }) => {
    const query = { search: ' tea ', sort: '-name', page: '2', rank: '3', utm_source: 'mail' }
    const { filters, choice } = await choose(query)
    assert.deepEqual(filters, { search: 'tea', sort: '-name', page: 2, rank: 3 })
    assert.deepEqual(choice, { values: filters, errors: {} })
  })

  test('fields that nobody filled in choose nothing', async ({ assert }) => {
    const { filters, choice } = await choose({
      search: '',
      sort: '',
      page: '',
      rank: '',
      place: '',
    })
    assert.deepEqual(filters, {})
    assert.deepEqual(choice, { values: {}, errors: {} })
  })

  test('an invalid choice is no filter, and its fields are as they were typed', async ({
    assert,
  }) => {
    const query = { search: 'tea', rank: 'three', place: 'Rome', other: 'x' }
    const { filters, choice } = await choose(query)
    assert.deepEqual(filters, {})
    assert.deepEqual(choice.values, { search: 'tea', rank: 'three', place: 'Rome' })
    assert.sameMembers(Object.keys(choice.errors), ['rank', 'place'])
    assert.isString(choice.errors.rank)
  })

  for (const query of [
    { sort: 'password' },
    { sort: '--name' },
    { sort: ['name'] },
    { page: '0' },
    { page: '1.5' },
    { page: '99999999999' },
    { search: { a: 'b' } },
    { search: 'x'.repeat(201) },
  ]) {
    test(`${JSON.stringify(query).slice(0, 40)} is an error of its field`, async ({ assert }) => {
      const { filters, choice } = await choose(query)
      assert.deepEqual(filters, {})
      assert.deepEqual(Object.keys(choice.errors), Object.keys(query))
    })
  }

  test('a client that asks for JSON gets a problem', async ({ assert }) => {
    const request = requestFor({ page: 'two' }, 'application/json')
    const error: any = await request.choose(byPages).catch((thrown) => thrown)
    assert.equal(error.code, 'E_VALIDATION_ERROR')
    assert.equal(error.status, 422)
    assert.equal(error.messages[0].field, 'page')
  })

  test('a cursor of the list in the same order is accepted', async ({ assert }) => {
    await createParcels(Array.from({ length: 12 }, () => ({})))
    const { metadata } = await Parcel.chain({ sort: '-weight' })
    const query = { sort: '-weight', after: metadata.after! }
    const { filters, choice } = await requestFor(query).choose(byKeys)
    assert.deepEqual(choice.errors, {})
    const { rows } = await Parcel.chain(filters)
    assert.lengthOf(rows, 5)
  })

  const place = { key: '1', id: '1' }
  const other = { table: 'users' } as typeof Parcel
  const cursors: [string, () => unknown][] = [
    ['no cursor', () => 'x'],
    ['a list of cursors', () => ['x']],
    [
      'a cursor with a changed letter',
      () => cursorOf(Parcel, 'rank', place).replace(/.(?=.{9}$)/, '-'),
    ],
    ['the beginning of a cursor', () => cursorOf(Parcel, 'rank', place).slice(0, 20)],
    ['values without a signature', () => Buffer.from('["rank","1","1"]').toString('base64url')],
    ['a cursor of another order', () => cursorOf(Parcel, '-rank', place)],
    ['a cursor of another list', () => cursorOf(other, 'rank', place)],
  ]
  for (const [title, make] of cursors) {
    for (const name of ['after', 'before'] as const) {
      test(`${title} is an error of the field ${name}`, async ({ assert }) => {
        const { filters, choice } = await requestFor({ [name]: make() }).choose(byKeys)
        assert.deepEqual(filters, {})
        assert.deepEqual(Object.keys(choice.errors), [name])
      })
    }
  }
})
