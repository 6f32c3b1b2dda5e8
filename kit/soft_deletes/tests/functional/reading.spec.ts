import { test } from '@japa/runner'
import {
  Book,
  createTables,
  Library,
  names,
  Shelf,
  shelfWithBooks,
} from '#soft_deletes/tests/support/models'

const namesOfBooks = ({ books }: { books: { name: string }[] }) => names(books)
const keptIfNone = ({ length }: unknown[]) => (length === 0 ? ['kept'] : [])

type Setting = Awaited<ReturnType<typeof shelfWithBooks>>

/** Each way to read books, which all have to find only the kept one. */
const READS: Record<string, (setting: Setting) => Promise<string[]>> = {
  'query': async () => names(await Book.query()),
  'orWhere': async () => names(await Book.query().where('name', 'gone').orWhere('name', 'kept')),
  'a group in where': async () =>
    names(await Book.query().where((query) => query.where('name', 'x').orWhereNotNull('name'))),
  'all': async () => names(await Book.all()),
  'find': async ({ kept, gone }) =>
    names([await Book.find(gone.id), await Book.find(kept.id)].filter((one) => one !== null)),
  'findBy': async () => names([(await Book.findBy('name', 'gone')) ?? { name: 'kept' }]),
  'findMany': async ({ kept, gone }) => names(await Book.findMany([kept.id, gone.id])),
  'findManyBy': async ({ shelf }) => names(await Book.findManyBy('shelfId', shelf.id)),
  'first': async () => names([await Book.query().orderBy('id', 'desc').firstOrFail()]),
  'paginate': async () => {
    const page = await Book.query().orderBy('id').paginate(1, 5)
    return page.total === 1 ? names(page.all()) : [`${page.total} in total`]
  },
  'pojo': async () => names(await Book.query().pojo<{ name: string }>()),
  'count': async () => {
    const [{ $extras }] = await Book.query().count('* as total')
    return $extras.total === 1 || $extras.total === '1' ? ['kept'] : [`${$extras.total}`]
  },
  'a join': async () =>
    names(
      await Book.query()
        .join('soft_shelves', 'soft_shelves.id', 'soft_books.shelf_id')
        .select('soft_books.*')
    ),
  'an alias': async () => names(await Book.query().from({ b: 'soft_books' })),
  'a subquery': async () => names(await Book.query().whereIn('id', Book.query().select('id'))),
  'a clone': async () => names(await Book.query().where('id', '>', 0).clone()),
  'a query that was printed before': async () => {
    const query = Book.query().where('name', 'none')
    query.toSQL()
    query.toQuery()
    return keptIfNone(await query)
  },
  'a relation': async ({ shelf }) => names(await shelf.related('books').query()),
  'pages of a relation': async ({ shelf }) => {
    const page = await shelf.related('books').query().paginate(1, 5)
    return page.total === 1 ? names(page.all()) : [`${page.total} in total`]
  },
  'hasOne': async ({ shelf, kept }) => {
    await kept.merge({ name: 'kept' }).save()
    return names([await shelf.related('book').query().orderBy('id', 'desc').firstOrFail()])
  },
  'preload': async () => namesOfBooks(await Shelf.query().preload('books').firstOrFail()),
  'preload with a group limit': async () => {
    const shelves = Shelf.query().preload('books', (query) => query.groupLimit(5))
    return namesOfBooks(await shelves.firstOrFail())
  },
  'load': async ({ shelf }) => {
    await shelf.load('books')
    return names(shelf.books)
  },
  'has many through': async ({ library }) => names(await library.related('books').query()),
  'preload through': async () => namesOfBooks(await Library.query().preload('books').firstOrFail()),
  'preload through with a group limit': async () => {
    const libraries = Library.query().preload('books', (query) => query.groupLimit(5))
    return namesOfBooks(await libraries.firstOrFail())
  },
  'withCount': async () => {
    const shelf = await Shelf.query().withCount('books').firstOrFail()
    return Number(shelf.$extras.books_count) === 1 ? ['kept'] : []
  },
  'withCount through': async () => {
    const library = await Library.query().withCount('books').firstOrFail()
    return Number(library.$extras.books_count) === 1 ? ['kept'] : []
  },
  'loadCount': async ({ shelf }) => {
    await shelf.loadCount('books')
    return Number(shelf.$extras.books_count) === 1 ? ['kept'] : []
  },
  'has': async () => keptIfNone(await Shelf.query().has('books', '>', 1)),
  'whereHas': async () => {
    const query = Shelf.query().whereHas('books', (books) => books.where('name', 'gone'))
    return keptIfNone(await query)
  },
}

test.group('Soft deletion | reading', (group) => {
  group.each.setup(createTables)

  for (const [way, read] of Object.entries(READS)) {
    test(`a deleted row is not found: ${way}`, async ({ assert }) => {
      const setting = await shelfWithBooks()
      assert.deepEqual(await read(setting), ['kept'])
    })
  }

  test('findOrFail of a deleted row fails', async ({ assert }) => {
    const { gone } = await shelfWithBooks()
    await assert.rejects(() => Book.findOrFail(gone.id), 'Row not found')
  })

  test('the parent of a row is not found if it is deleted', async ({ assert }) => {
    const { kept, shelf } = await shelfWithBooks()
    await shelf.delete()

    const book = await Book.query().where('id', kept.id).preload('shelf').firstOrFail()
    assert.isNotOk(book.shelf)
    assert.isEmpty(await Book.query().has('shelf'))
  })

  test('rows that are reached by way of a deleted one are not found', async ({ assert }) => {
    const { library, shelf } = await shelfWithBooks()
    await shelf.delete()

    assert.isEmpty(await library.related('books').query())
    const found = await Library.query().withCount('books').firstOrFail()
    assert.equal(Number(found.$extras.books_count), 0)
  })

  test('a relation of a model with itself leaves out deleted rows', async ({ assert }) => {
    const { shelf } = await shelfWithBooks()
    const [inner] = await shelf.related('shelves').createMany([{ name: 'a' }, { name: 'b' }])
    await inner.delete()

    const found = await Shelf.query().where('id', shelf.id).withCount('shelves').firstOrFail()
    assert.equal(Number(found.$extras.shelves_count), 1)
    assert.lengthOf(await Shelf.query().has('shelves'), 1)
  })

  test('the far side of a many-to-many relation leaves out deleted rows', async ({ assert }) => {
    const { kept } = await shelfWithBooks()
    const [gone] = await kept.related('tags').createMany([{ name: 'gone' }, { name: 'red' }])
    await gone.delete()

    assert.deepEqual(names(await kept.related('tags').query()), ['red'])
    const book = await Book.query().preload('tags').withCount('tags').firstOrFail()
    assert.deepEqual(names(book.tags), ['red'])
    assert.equal(Number(book.$extras.tags_count), 1)
    assert.lengthOf(await kept.related('tags').pivotQuery(), 2)
  })

  test('withTrashed and onlyTrashed find deleted rows', async ({ assert }) => {
    const { shelf } = await shelfWithBooks()

    assert.lengthOf(await Book.withTrashed(), 2)
    assert.lengthOf(await Book.withTrashed().where((query) => query.whereNotNull('name')), 2)
    assert.deepEqual(names(await Book.onlyTrashed()), ['gone'])
    assert.deepEqual(names(await Book.query().onlyTrashed()), ['gone'])
    assert.deepEqual(names(await shelf.related('books').query().onlyTrashed()), ['gone'])
    const shelves = Shelf.query().preload('books', (query) => query.withTrashed())
    assert.lengthOf(namesOfBooks(await shelves.firstOrFail()), 2)
    const page = await Book.withTrashed().paginate(1, 5)
    assert.equal(page.total, 2)
    const counted = Shelf.query().withCount('books', (query) => query.withTrashed())
    const { $extras } = await counted.firstOrFail()
    assert.equal(Number($extras.books_count), 2)
  })

  test('other models are as before', async ({ assert }) => {
    await shelfWithBooks()
    assert.lengthOf(await Library.query(), 1)
    // @ts-expect-error Only models with soft deletion have it.
    assert.throws(() => Library.query().withTrashed(), /Library is not deleted softly/)
  })
})
