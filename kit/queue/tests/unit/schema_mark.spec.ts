import { test } from '@japa/runner'
import vine from '@vinejs/vine'
import { markOf } from '#queue/schema_mark'

const schemaOf = (least: number) => vine.create({ name: vine.string().minLength(least) })

test.group('Schema mark', () => {
  test('the same schema has the same mark', ({ assert }) => {
    assert.equal(markOf(schemaOf(2)), markOf(schemaOf(2)))
  })

  test('another field, rule or option changes the mark', ({ assert }) => {
    const marks = [
      schemaOf(2),
      schemaOf(3),
      vine.create({ name: vine.string() }),
      vine.create({ title: vine.string().minLength(2) }),
      vine.create({ name: vine.string().regex(/a/) }),
      vine.create({ name: vine.string().regex(/b/) }),
    ].map((schema) => markOf(schema))
    assert.lengthOf(new Set(marks), marks.length)
  })
})
