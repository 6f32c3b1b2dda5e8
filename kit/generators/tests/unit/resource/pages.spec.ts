import { test } from '@japa/runner'
import { ownFiles } from '#generators/resource/own_files'
import type { Product } from '#generators/resource/product'
import { resourceOf } from '#generators/resource/resource'
import { textsOf } from '#generators/resource/texts'

/** A customer has branches, which have rooms. */
const PRODUCT: Product = {
  models: new Map([
    ['Customer', ['id', 'name']],
    ['Branch', ['id', 'customerId', 'city']],
  ]),
  relations: new Map(),
  modelFiles: new Set(['customer', 'branch']),
  routes: new Set(),
  paths: new Set(),
  recordPages: new Map([
    ['customers', 'customers'],
    ['branches', 'customers.branches'],
  ]),
  areas: new Set(),
  titles: new Set(['customers', 'branches']),
  migrations: [],
}

function fileOf(ending: string, name: string, ...fields: string[]) {
  const { files } = ownFiles(resourceOf({ name, fields }), PRODUCT)
  return files.find(([path]) => path.endsWith(ending))![1]
}

test.group('Resource | pages', () => {
  test('a list shows five columns, and the others to somebody who chooses them', ({ assert }) => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f'].map((letter) => `${letter}Word:string`)
    const lines = fileOf('words/index.vue', 'Word', ...names)
      .split('\n')
      .filter((line) => line.includes('key: '))
    assert.deepEqual(
      lines.map((line) => line.includes('isHidden: true')),
      [false, false, false, false, false, true]
    )
  })

  test('the pages of a nested resource lead to its parent', ({ assert }) => {
    const fields = ['title:string']
    for (const page of ['index', 'show', 'create', 'edit']) {
      const text = fileOf(`tasks/${page}.vue`, 'Customer/Task', ...fields)
      assert.include(text, "area: 'customers'")
      assert.include(text, "{ label: t('customers.title'), to: urlFor('customers.index') }")
      assert.include(text, "to: urlFor('customers.show', { id: customer.value }) }")
    }
  })

  test('a parent that is nested itself has no list of its own', ({ assert }) => {
    const text = fileOf('rooms/show.vue', 'Branch/Room', 'title:string')
    assert.include(text, "area: 'customers'")
    assert.include(text, "to: urlFor('customers.branches.show', { id: branch.value }) }")
    assert.notInclude(text, "t('branches.title')")
  })

  test('only a field that can be empty has the mark of a required one', ({ assert }) => {
    const text = fileOf(
      'word_fields.vue',
      ...['Word', 'title:string', 'note:text?', 'isPublic:boolean', 'clients:manyToMany(Customer)']
    )
    const required = text.split('\n').filter((line) => line.endsWith(' required />'))
    assert.lengthOf(required, 1)
    assert.include(required[0], 'fields.title')
  })

  test('an empty value has no line on the page of a record', ({ assert }) => {
    const fields = ['note:text?', 'labels:text[]', 'notes:text[]?', 'clients:manyToMany(Customer)']
    const text = fileOf('words/show.vue', 'Word', ...fields)
    const conditions = [...text.matchAll(/<DetailItem v-if="([^"]+)"/g)].map(([, one]) => one)
    assert.deepEqual(conditions, [
      'word.note !== null',
      'word.labels.length',
      'word.notes?.length',
      'word.clients.length > 0',
    ])
  })

  test('the first line of a text stands for a record without a name', ({ assert }) => {
    const fields = ['body:text', 'note:text?', 'author:belongsTo(Customer)']
    const list = fileOf('remarks/index.vue', 'Customer/Remark', ...fields)
    const keys = [...list.matchAll(/key: '(\w+)'/g)].map(([, key]) => key)
    assert.deepEqual(keys, ['body', 'note', 'author'])
    assert.include(list, 'text: (row) => excerpt(row.body), to: ')
    assert.include(list, 'text: (row) => row.note && excerpt(row.note) }')
    for (const page of ['show', 'edit']) {
      const text = fileOf(`remarks/${page}.vue`, 'Customer/Remark', ...fields)
      assert.include(text, 'excerpt(remark.body)')
      assert.include(text, "import { excerpt } from '~/excerpt'")
    }
  })

  test('a list shows no texts of a record that has a name', ({ assert }) => {
    const text = fileOf('words/index.vue', 'Word', 'name:string', 'about:text')
    assert.notInclude(text, 'excerpt')
  })

  test('a switch is called by its name without "is"', ({ assert }) => {
    const { 'fields.isPublic': label } = textsOf(
      resourceOf({ name: 'Word', fields: ['isPublic:boolean'] })
    )
    assert.deepEqual(label, { en: 'Public', es: 'Público', ar: 'عام' })
  })

  test('a unique text of a factory can be read', ({ assert }) => {
    const text = fileOf('word_factory.ts', 'Word', 'name:string:unique', 'code:string(6):unique')
    assert.include(text, 'name: `Some name ${crypto.randomUUID().slice(0, 8)}`')
    assert.include(text, 'code: crypto.randomUUID().slice(0, 6)')
  })

  test('a short unique value of a factory is the next of all that fit', ({ assert }) => {
    const fields = ['code:string(2):unique', 'rate:decimal(3,2):unique']
    const text = fileOf('word_factory.ts', 'Word', ...fields)
    assert.include(text, "code: uniqueNumber(1225).toString(35).padStart(2, '0')")
    assert.include(text, 'rate: (uniqueNumber(1000) / 100).toFixed(2)')
    assert.include(text, "import { uniqueNumber } from '#database/unique_number'")
  })

  test('unique values come from no generator that a guard of the product refuses', ({ assert }) => {
    for (const type of ['integer', 'bigint', 'date', 'money', 'decimal(5,2)', 'string(3)']) {
      const text = fileOf('word_factory.ts', 'Word', `value:${type}:unique`)
      assert.notInclude(text, 'Math.random')
      assert.include(text, "import { uniqueNumber } from '#database/unique_number'")
    }
  })
})
