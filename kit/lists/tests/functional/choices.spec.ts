import vine from '@vinejs/vine'
import { test } from '@japa/runner'
import { UserFactory } from '#database/factories/user_factory'
import {
  chosenFrom,
  chosenListFrom,
  optionOf,
  optionsFrom,
  optionsOf,
  optionsWith,
  searchOptionsValidator,
  type Option,
} from '#lists/main'
import User from '#models/user'

/** A member may choose the accounts whose name begins with the same letter. */
const neighbours = {
  choosableBy: ({ name }: User) => User.query().whereLike('name', `${name[0]}%`),
}

const validator = vine
  .withMetaData<{ user: User }>()
  .create({ friendId: chosenFrom(() => neighbours) })

const listValidator = vine
  .withMetaData<{ user: User }>()
  .create({ friendIds: chosenListFrom(() => neighbours) })

const named = (name: string) => UserFactory.merge({ name }).create()

test.group('Lists | choices', () => {
  test('the options are in the order of their labels', async ({ assert }) => {
    const [zoe, ada] = [await named('Zoe'), await named('Ada')]
    const options: Option[] = await optionsOf(User.query(), 'name')
    assert.deepEqual(options, [
      { value: ada.id, label: 'Ada' },
      { value: zoe.id, label: 'Zoe' },
    ])
  })

  test('a search finds parts of labels, and its signs have no meaning', async ({ assert }) => {
    const found = await named('100% Ada King')
    await named('Ada King')
    const labelsOf = async (search: string) => {
      const options = await optionsOf(User.query(), 'name', search)
      return options.map(({ label }) => label)
    }

    assert.deepEqual(await labelsOf('king ad'), ['100% Ada King', 'Ada King'])
    assert.deepEqual(await labelsOf('0%'), [found.name])
    assert.deepEqual(await labelsOf('in'), [])
    assert.deepEqual(await labelsOf('ing'), ['100% Ada King', 'Ada King'])
    assert.deepEqual(await labelsOf('_'), [])
  })

  test('the record that a filter has chosen is among the options, if the member may choose it', async ({
    assert,
  }) => {
    for (let count = 0; count < 20; count++) await named(`Ada ${count}`)
    const [zoe, other] = [await named('Zoe'), await named('Bea')]
    const query = () => User.query().whereLike('name', 'Ada%').orWhere('id', zoe.id)
    const first = await optionsOf(query(), 'name')

    assert.deepEqual(await optionsWith(query(), 'name', undefined), first)
    assert.deepEqual(await optionsWith(query(), 'name', first[3].value), first)
    const withZoe = await optionsWith(User.query().where('id', '>', 0), 'name', zoe.id)
    assert.deepEqual(withZoe[0], { value: zoe.id, label: 'Zoe' })
    assert.lengthOf(withZoe, 21)
    const ofAdas = () => User.query().whereLike('name', 'Ada%')
    assert.deepEqual(await optionsWith(ofAdas(), 'name', other.id), first)
  })

  test('a record is an option, and no record is none', async ({ assert }) => {
    const user = await named('Ada')
    assert.deepEqual(optionOf(user, 'name'), { value: user.id, label: 'Ada' })
    assert.isNull(optionOf(null, 'name'))
    assert.isNull(optionOf(undefined, 'name'))
  })

  test('a choice of one or the other records includes no third one', async ({ assert }) => {
    const [user, other, third] = [await named('Ada'), await named('Bea'), await named('Zoe')]
    const oneOrOther = {
      choosableBy: ({ id }: User) => User.query().where('id', id).orWhere('id', other.id),
    }
    const either = vine
      .withMetaData<{ user: User }>()
      .create({ friendId: chosenFrom(() => oneOrOther) })

    await either.validate({ friendId: other.id }, { meta: { user } })
    await assert.rejects(() => either.validate({ friendId: third.id }, { meta: { user } }))
  })

  test('only a record that the member may choose is valid', async ({ assert }) => {
    const [user, friend, stranger] = [await named('Ada'), await named('Amy'), await named('Zoe')]
    const meta = { user }
    assert.deepEqual(await validator.validate({ friendId: String(friend.id) }, { meta }), {
      friendId: friend.id,
    })
    for (const friendId of [String(stranger.id), '0', '-1', '1.5', '2147483648', '99999999', 'x']) {
      const [error] = await validator.tryValidate({ friendId }, { meta })
      assert.equal(error?.messages[0].field, 'friendId', friendId)
    }
  })

  test('records are options in the order of their labels', async ({ assert }) => {
    const [zoe, ada] = [await named('Zoe'), await named('Ada')]
    assert.deepEqual(optionsFrom([zoe, ada], 'name'), [
      { value: ada.id, label: 'Ada' },
      { value: zoe.id, label: 'Zoe' },
    ])
  })

  test('several records are valid if the member may choose each of them', async ({ assert }) => {
    const [user, friend, other] = [await named('Ada'), await named('Amy'), await named('Ann')]
    const stranger = await named('Zoe')
    const meta = { user }
    for (const [sent, friendIds] of [
      [
        ['', String(friend.id), String(other.id)],
        [friend.id, other.id],
      ],
      ['', []],
      [null, []],
      [String(friend.id), [friend.id]],
    ]) {
      assert.deepEqual(await listValidator.validate({ friendIds: sent }, { meta }), { friendIds })
    }
    const twice = [friend.id, friend.id]
    const many = Array.from({ length: 101 }, (_, index) => index + 1)
    const strange = [String(friend.id), String(stranger.id)]
    for (const friendIds of [
      strange,
      [stranger.id],
      twice,
      many,
      ['x'],
      'x',
      undefined,
      [0],
      { id: friend.id },
    ]) {
      const [error] = await listValidator.tryValidate({ friendIds }, { meta })
      assert.match(error?.messages[0].field, /^friendIds/, String(friendIds))
    }
  })

  test('the address of a search has a short text', async ({ assert }) => {
    assert.deepEqual(await searchOptionsValidator.validate({ search: ' ada ' }), { search: 'ada' })
    const [error] = await searchOptionsValidator.tryValidate({ search: 'a'.repeat(201) })
    assert.equal(error?.messages[0].field, 'search')
  })
})
