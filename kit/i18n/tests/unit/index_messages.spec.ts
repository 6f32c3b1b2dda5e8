import { readFile } from 'node:fs/promises'
import { test } from '@japa/runner'
import { indexMessages, typesOf } from '#i18n/index_messages'
import { folderWith } from '#tests/support/folder'

test.group('Message types', () => {
  test('the type of each key has the values of its message', ({ assert }) => {
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

  test('a list has the type of texts, and a select that of its cases', ({ assert }) => {
    const types = typesOf({
      'area.list': '{names, list, or}',
      'area.gender': '{gender, select, male {his} other {their}}',
      'area.member': '{member, select, true {yes} other {no}}',
    })

    assert.include(types, `  'area.list': { names: readonly string[] }\n`)
    assert.include(types, `  'area.gender': { gender: 'male' | 'other' | (string & {}) }\n`)
    assert.include(
      types,
      `  'area.member': { member: 'true' | 'other' | boolean | (string & {}) }\n`
    )
  })

  test('a message with tags has no type for `t`', ({ assert }) => {
    const types = typesOf({ 'area.rich': '<link>{name}</link> <b>x</b>', 'area.plain': 'Plain' })
    const [messages, rich] = types.split('export interface RichMessages')

    assert.notInclude(messages, 'area.rich')
    assert.include(rich, `'area.rich': { values: { name: string | number }; tags: 'link' | 'b' }`)
    assert.notInclude(rich, 'area.plain')
  })

  test('a malformed message has no type', ({ assert }) => {
    assert.notInclude(typesOf({ 'area.wrong': '{name' }), 'area.wrong')
  })

  test('the languages are the catalogue folders without the pseudo-locales', async ({ assert }) => {
    await using folder = await folderWith({
      'resources/lang/en/area.json': '{ "a": "A" }',
      'resources/lang/ar/area.json': '{}',
      'resources/lang/en-XA/area.json': '{}',
    })
    await indexMessages(folder.path)

    for (const side of ['server', 'client']) {
      const locales = await readFile(`${folder.path}/.adonisjs/${side}/locales.ts`, 'utf8')
      assert.include(locales, `export const LOCALES = ['ar', 'en'] as const`)
    }
  })
})
