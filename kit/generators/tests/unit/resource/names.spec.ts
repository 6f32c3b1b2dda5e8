import { test } from '@japa/runner'
import { checkNewName, withFreeNames } from '#generators/resource/free_names'
import { resourceNames } from '#generators/resource/names'
import type { Product } from '#generators/resource/product'
import { resourceOf } from '#generators/resource/resource'

test.group('Resource | names', () => {
  for (const given of ['InvoiceItem', 'invoice_item', 'invoice-item', 'Invoice item']) {
    test(`${given} gives the names in every notation`, ({ assert }) => {
      assert.deepEqual(resourceNames(given), {
        model: 'InvoiceItem',
        models: 'InvoiceItems',
        one: 'invoiceItem',
        many: 'invoiceItems',
        record: 'invoiceItem',
        file: 'invoice_item',
        table: 'invoice_items',
        path: 'invoice-items',
        noun: 'invoice item',
        nouns: 'invoice items',
      })
    })
  }

  for (const given of ['Test', 'Member', 'Page']) {
    test(`a test has another variable "${given.toLowerCase()}"`, ({ assert }) => {
      assert.equal(resourceNames(given).record, `${given.toLowerCase()}Record`)
    })
  }

  for (const [singular, table] of [
    ['Person', 'people'],
    ['Category', 'categories'],
    ['Analysis', 'analyses'],
  ]) {
    test(`the table of ${singular} is ${table}`, ({ assert }) => {
      assert.equal(resourceNames(singular).table, table)
    })
  }

  for (const [given, reason] of [
    ['Projects', 'It is read as the plural of Project. Try Project or ProjectsItem'],
    ['People', 'It is read as the plural of Person. Try Person or PeopleItem'],
    ['Mice', 'It is read as the plural of Mouse. Try Mouse or MiceItem'],
    [
      'Sheep',
      'Its plural is the same word, so a list and a record would have one name. Try SheepItem',
    ],
    ['Leave', 'The table of Leaves would not lead back to this name. Try LeaveItem'],
    ['Canvas', 'Its singular is read as Canva. Try CanvasItem'],
    ['Lens', 'Its singular is read as Len. Try LensItem'],
    ['Axis', 'Its singular is read as Axi. Try AxisItem'],
    ['Class', 'The code needs this word for something else. Try ProductClass or TeamClass'],
    ['Session', 'The code needs this word for something else. Try ProductSession or TeamSession'],
    ['Id', 'The code needs this word for something else. Try ProductId or TeamId'],
    ['error', 'The code needs this word for something else. Try ProductError or TeamError'],
    ['2fast', 'Use only the letters a to z and digits, and begin with a letter. Try InvoiceItem'],
    ['Größe', 'Use only the letters a to z and digits, and begin with a letter. Try InvoiceItem'],
    ['Session2', 'The table of Session2s would not lead back to this name. Try Session2Item'],
    ['', 'Use only the letters a to z and digits, and begin with a letter. Try InvoiceItem'],
    [
      '../Project',
      'Use only the letters a to z and digits, and begin with a letter. Try InvoiceItem',
    ],
    [`A${'b'.repeat(200)}`, 'It is longer than 40 characters. Try Abbbbbbbbbbb'],
  ]) {
    test(`${given.slice(0, 20) || 'an empty name'} is refused with a suggestion`, ({ assert }) => {
      assert.throws(() => resourceNames(given), `"${given}" cannot name a resource. ${reason}`)
    })
  }

  for (const [name, suggestions] of [
    ['Settings', 'SettingsItem or TeamSetting'],
    ['Session', 'TeamSession'],
    ['Axis', 'AxisItem'],
  ]) {
    test(`instead of ${name}, only names that are free are suggested`, ({ assert }) => {
      const product = productOf('Setting', 'ProductSession')
      assert.throws(
        () => withFreeNames(product, () => resourceOf({ name, fields: ['title:string'] })),
        new RegExp(`Try ${suggestions}$`)
      )
    })
  }

  test('instead of a name that is taken, one that is free is suggested', ({ assert }) => {
    assert.throws(
      () => checkNewName({ names: resourceNames('Invoice') }, productOf('Invoice', 'TeamInvoice')),
      'There is a model Invoice already. Try ProductInvoice or another name'
    )
  })

  for (const [ownedBy, message] of [
    ['', '--owned-by names no owner. Write --owned-by=user, or leave it away'],
    ['customers', /such as Customer\/Thing$/],
    ['a b', /or nest the resource in another one$/],
  ] as const) {
    test(`--owned-by=${ownedBy} is refused with a command that works`, ({ assert }) => {
      const order = { name: 'Thing', fields: ['title:string'], ownedBy }
      assert.throws(() => resourceOf(order), message as RegExp)
    })
  }
})

const productOf = (...models: string[]): Product => ({
  models: new Map(models.map((model) => [model, []])),
  relations: new Map(),
  ...{ modelFiles: new Set(), routes: new Set(), paths: new Set(), recordPages: new Map() },
  ...{ areas: new Set(), titles: new Set(), migrations: [] },
})
