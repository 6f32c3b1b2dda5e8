import { test } from '@japa/runner'
import { typesOf } from '#i18n/index_messages'

test.group('Message types', () => {
  test('each key has the values of its message', ({ assert }) => {
    const types = typesOf({
      'area.plain': 'Plain',
      'area.named': 'Hello {name}, {n, plural, one {# item} other {# items of {owner}}}',
      'area.dated': '{at, date, short}',
    })

    assert.include(types, `  'area.plain': undefined\n`)
    assert.include(
      types,
      `  'area.named': { name: string | number; n: number; owner: string | number }\n`
    )
    assert.include(types, `  'area.dated': { at: Date | number }\n`)
  })
})
