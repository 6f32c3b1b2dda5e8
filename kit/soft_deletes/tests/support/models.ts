import type { DateTime } from 'luxon'
import { compose } from '@adonisjs/core/helpers'
import db from '@adonisjs/lucid/services/db'
import { BaseModel, belongsTo, column, hasMany, hasManyThrough, hasOne } from '@adonisjs/lucid/orm'
import { manyToMany } from '@adonisjs/lucid/orm'
import type * as relations from '@adonisjs/lucid/types/relations'
import { SoftDeletes } from '#soft_deletes/main'

class Columns extends BaseModel {
  @column({ isPrimary: true })
  declare id: number

  @column()
  declare name: string

  @column.dateTime()
  declare deletedAt: DateTime | null
}

class Owned extends Columns {
  @column()
  declare shelfId: number | null
}

export class Tag extends compose(Columns, SoftDeletes) {
  static table = 'soft_tags'
}

/** Has no soft deletion itself. */
export class Library extends BaseModel {
  static table = 'soft_libraries'

  @column({ isPrimary: true })
  declare id: number

  @hasMany(() => Shelf)
  declare shelves: relations.HasMany<typeof Shelf>

  @hasManyThrough([() => Book, () => Shelf])
  declare books: relations.HasManyThrough<typeof Book>
}

export class Shelf extends compose(Columns, SoftDeletes) {
  static table = 'soft_shelves'

  @column()
  declare libraryId: number | null

  @column()
  declare shelfId: number | null

  @hasMany(() => Book)
  declare books: relations.HasMany<typeof Book>

  @hasOne(() => Book)
  declare book: relations.HasOne<typeof Book>

  @hasMany(() => Shelf)
  declare shelves: relations.HasMany<typeof Shelf>
}

export class Book extends compose(Owned, SoftDeletes) {
  static table = 'soft_books'

  @belongsTo(() => Shelf)
  declare shelf: relations.BelongsTo<typeof Shelf>

  @manyToMany(() => Tag, { pivotTable: 'soft_book_tag' })
  declare tags: relations.ManyToMany<typeof Tag>
}

/** The transaction of the test takes the tables back. */
export async function createTables() {
  await db.rawQuery(`
    CREATE TABLE soft_libraries (id serial PRIMARY KEY);
    CREATE TABLE soft_shelves (id serial PRIMARY KEY, name text, library_id int, shelf_id int, deleted_at timestamptz);
    CREATE TABLE soft_books (id serial PRIMARY KEY, name text, shelf_id int, deleted_at timestamptz);
    CREATE TABLE soft_tags (id serial PRIMARY KEY, name text, deleted_at timestamptz);
    CREATE TABLE soft_book_tag (id serial PRIMARY KEY, book_id int, tag_id int);
    CREATE UNIQUE INDEX ON soft_tags (name) WHERE deleted_at IS NULL;
  `)
}

/** A shelf with the book "kept" and the deleted book "gone". */
export async function shelfWithBooks() {
  const library = await Library.create({})
  const shelf = await Shelf.create({ name: 'shelf', libraryId: library.id })
  const [kept, gone] = await shelf.related('books').createMany([{ name: 'kept' }, { name: 'gone' }])
  await gone.delete()
  return { library, shelf, kept, gone }
}

export const names = (rows: { name: string }[]) => rows.map(({ name }) => name)
