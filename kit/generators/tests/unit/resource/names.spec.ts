import { test } from '@japa/runner'
import { resourceNames } from '#generators/resource/names'

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
    ['Canvas', 'It is read as the plural of Canva. Try Canva or CanvasItem'],
    ['Class', 'The code needs this word for something else. Try ProductClass'],
    ['Session', 'The code needs this word for something else. Try ProductSession'],
    ['Id', 'The code needs this word for something else. Try ProductId'],
    ['error', 'The code needs this word for something else. Try ProductError'],
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
})
