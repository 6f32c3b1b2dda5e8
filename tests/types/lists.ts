/**
 * Tests the types of lists. Nothing here runs: `npm run check:types` fails if a line that must not compile compiles.
 */
import vine from '@vinejs/vine'
import type { HttpContext } from '@adonisjs/core/http'
import { NotificationSchema } from '#database/schema'
import { listFields, listing } from '#lists/main'

class Note extends NotificationSchema {
  static list = listing(() => Note, {
    search: ['kind'],
    sorts: ['createdAt', 'kind'],
    sort: '-createdAt',
    with: (query) => query.select('id'),
    filters: {
      user: (query, user: { id: number }) => query.where('userId', user.id),
      kind: (query, kind: 'one' | 'two') => query.where('kind', kind),
    },
  })

  static log = listing(() => Note, { sorts: ['id'], sort: '-id', by: 'keys', count: false })
}

const validator = vine.create({
  ...listFields(Note.list),
  kind: vine.enum(['one', 'two']).optional(),
})
const keyValidator = vine.create(listFields(Note.log))
const wrongValidator = vine.create({ ...listFields(Note.list), color: vine.string().optional() })

export async function onTheServer({ request }: HttpContext) {
  const user = { id: 1 }
  const { filters, choice } = await request.choose(validator)
  const { rows, metadata } = await Note.list({ ...filters, user })
  const facts: [number, Note | undefined] = [metadata.lastPage, rows[0]]
  const sort: 'createdAt' | '-createdAt' | 'kind' | '-kind' | undefined = filters.sort
  const error: string | undefined = choice.errors.kind

  const { filters: keys } = await request.choose(keyValidator)
  const log = await Note.log(keys)
  const cursor: string | null = log.metadata.after

  // @ts-expect-error no such filter
  await Note.list({ usr: user })
  // @ts-expect-error no such filter, beside known ones
  await Note.list({ ...filters, usr: user })
  const { filters: wrong } = await request.choose(wrongValidator)
  // @ts-expect-error a filter of the validator that the list does not have
  await Note.list(wrong)
  // @ts-expect-error a wrong type
  await Note.list({ user: 1 })
  // @ts-expect-error no such value
  await Note.list({ kind: 'three' })
  // @ts-expect-error no such sort
  await Note.list({ sort: 'userId' })
  // @ts-expect-error pages, not keys
  await Note.list({ after: 'x' })
  // @ts-expect-error keys, not pages
  await Note.log({ page: 1 })
  // @ts-expect-error a list by keys has no last page
  void log.metadata.lastPage
  // @ts-expect-error no such field
  void choice.errors.color

  return [facts, sort, error, cursor]
}

// @ts-expect-error no such column to search
listing(() => Note, { search: ['knid'], sorts: ['id'], sort: 'id' })
// @ts-expect-error no such column to sort
listing(() => Note, { sorts: ['knid'], sort: 'id' })
// @ts-expect-error the default is none of the sorts
listing(() => Note, { sorts: ['id'], sort: 'kind' })
// @ts-expect-error pages need the count
listing(() => Note, { sorts: ['id'], sort: 'id', count: false })
