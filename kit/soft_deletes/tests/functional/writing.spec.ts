import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import {
  Book,
  createTables,
  names,
  Shelf,
  shelfWithBooks,
  Tag,
} from '#soft_deletes/tests/support/models'

const rows = (table: string) => db.from(table).orderBy('id')

test.group('Soft deletion | writing', (group) => {
  group.each.setup(createTables)

  test('a deletion keeps the row, and a restoration brings it back', async ({ assert }) => {
    const { kept } = await shelfWithBooks()
    await kept.delete()
    assert.isTrue(kept.isTrashed)
    assert.isFalse(kept.$isDirty)
    assert.isEmpty(await Book.all())
    assert.lengthOf(await rows('soft_books'), 2)

    await kept.restore()
    assert.isFalse(kept.isTrashed)
    assert.deepEqual(names(await Book.all()), ['kept'])
  })

  test('a row that was found among the deleted ones is restored', async ({ assert }) => {
    const { gone } = await shelfWithBooks()
    const found = await Book.onlyTrashed().where('id', gone.id).firstOrFail()
    await found.restore()

    assert.isNotNull(await Book.find(gone.id))
  })

  test('the hooks of a deletion run, and not those of a change', async ({ assert }) => {
    const { kept } = await shelfWithBooks()
    const ran: string[] = []
    class Watched extends Book {
      static table = 'soft_books'
    }
    Watched.boot()
    Watched.before('delete', () => void ran.push('before'))
    Watched.after('delete', () => void ran.push('after'))
    Watched.before('save', () => void ran.push('save'))
    const book = await Watched.findOrFail(kept.id)

    await book.delete()
    assert.deepEqual(ran, ['before', 'after'])
    await book.delete()
    assert.lengthOf(ran, 2)
    await book.restore()
    await book.deleteQuietly()
    assert.deepEqual(ran, ['before', 'after', 'save'])
    assert.isNull(await Book.find(kept.id))
  })

  test('a deletion does not save other changes of the instance', async ({ assert }) => {
    const { kept } = await shelfWithBooks()
    await kept.merge({ name: 'changed' }).delete()

    assert.isTrue(kept.$isDirty)
    const { name } = await Book.withTrashed().where('id', kept.id).firstOrFail()
    assert.equal(name, 'kept')
  })

  test('the second deletion of a row keeps the time of the first', async ({ assert }) => {
    const { gone } = await shelfWithBooks()
    const [{ deleted_at: at }] = await rows('soft_books').where('id', gone.id)
    const again = new Book().fill({ id: gone.id })
    again.$isPersisted = true
    await again.delete()

    const [{ deleted_at: later }] = await rows('soft_books').where('id', gone.id)
    assert.deepEqual(later, at)
  })

  test('a deleted instance is refreshed and saved', async ({ assert }) => {
    const { gone } = await shelfWithBooks()
    await gone.merge({ name: 'renamed' }).save()
    await gone.refresh()

    assert.equal(gone.name, 'renamed')
    assert.isTrue(gone.isTrashed)
  })

  test('forceDelete removes the row of an instance, deleted or not', async ({ assert }) => {
    const { kept, gone } = await shelfWithBooks()
    await kept.forceDelete()
    await gone.forceDelete()

    assert.isEmpty(await rows('soft_books'))
    await assert.rejects(() => kept.restore().then(() => kept.save()), /Cannot mutate delete/)
  })

  test('a deletion by a query is soft', async ({ assert }) => {
    const { shelf } = await shelfWithBooks()
    await Book.query().where('name', 'kept').delete()
    assert.lengthOf(await rows('soft_books').whereNotNull('deleted_at'), 2)

    await Book.onlyTrashed().update({ deletedAt: null })
    await shelf.related('books').query().where('name', 'gone').del()
    assert.deepEqual(names(await Book.all()), ['kept'])
    assert.lengthOf(await rows('soft_books'), 2)
  })

  test('a deletion by a query keeps the time of rows that are deleted', async ({ assert }) => {
    const { gone } = await shelfWithBooks()
    await db.from('soft_books').where('id', gone.id).update({ deleted_at: '2020-01-01' })
    await Book.query().delete()

    assert.lengthOf(await rows('soft_books').where('deleted_at', '<', '2021-01-01'), 1)
  })

  test('forceDelete of a query removes the rows that the query finds', async ({ assert }) => {
    await shelfWithBooks()
    await Book.query().forceDelete()
    assert.deepEqual(names(await rows('soft_books')), ['gone'])

    await Book.onlyTrashed().forceDelete()
    assert.isEmpty(await rows('soft_books'))
  })

  test('a change by a query leaves deleted rows alone', async ({ assert }) => {
    const { gone } = await shelfWithBooks()
    await Book.query().where('name', 'gone').orWhere('name', 'kept').update({ name: 'new' })

    const { name } = await Book.withTrashed().where('id', gone.id).firstOrFail()
    assert.equal(name, 'gone')
  })

  test('a transaction that is rolled back deletes and restores nothing', async ({ assert }) => {
    const { kept, gone } = await shelfWithBooks()
    const trx = await db.transaction()
    await kept.useTransaction(trx).delete()
    await gone.useTransaction(trx).restore()
    await Shelf.query({ client: trx }).delete()
    assert.deepEqual(names(await Book.query({ client: trx })), ['gone'])
    await trx.rollback()

    assert.deepEqual(names(await Book.all()), ['kept'])
    assert.lengthOf(await Shelf.all(), 1)
  })

  test('a deleted row frees its value of a partial unique index', async ({ assert }) => {
    const tag = await Tag.create({ name: 'red' })
    await tag.delete()
    const other = await Tag.firstOrCreate({ name: 'red' })

    assert.notEqual(other.id, tag.id)
    await assert.rejects(() => db.transaction((trx) => tag.useTransaction(trx).restore()), /unique/)
  })

  test('the links of a many-to-many relation are really removed', async ({ assert }) => {
    const { kept } = await shelfWithBooks()
    const [tag] = await kept.related('tags').createMany([{ name: 'red' }, { name: 'blue' }])
    await kept.related('tags').detach([tag.id])
    await kept.related('tags').query().delete()

    assert.isEmpty(await rows('soft_book_tag'))
    assert.lengthOf(await Tag.all(), 2)
  })
})
