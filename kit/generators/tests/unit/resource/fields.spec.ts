import { test } from '@japa/runner'
import { SAMPLE_EXTENSIONS } from '#files/sample_file'
import { parseFields } from '#generators/resource/field'
import { resourceOf, type Resource } from '#generators/resource/resource'
import { sampleName } from '#generators/resource/kinds/files'

const fieldOf = (source: string) => parseFields([source])[0]

test.group('Resource | fields', () => {
  for (const source of [
    'budget:decimal(10,3)?:index:default(1.5)',
    'budget:decimal=10,3?:index:default=1.5',
    'budget:decimal(10,3):index:default(1.5)?',
  ]) {
    test(`${source} is read whole`, ({ assert }) => {
      const { kind, ...field } = fieldOf(source)
      assert.equal(kind.word, 'decimal')
      assert.containSubset(field, {
        name: 'budget',
        column: 'budget',
        args: ['10', '3'],
        isOptional: true,
        isIndexed: true,
        isUnique: false,
        defaultValue: '1.5',
      })
    })
  }

  test('a value in quotes may have commas, colons and parentheses', ({ assert }) => {
    assert.equal(
      fieldOf('state:string:default("to do, (later): yes")').defaultValue,
      'to do, (later): yes'
    )
  })

  test('a reference has the attribute of its column and keeps its name', ({ assert }) => {
    const { name, given, column, args } = fieldOf('owner:belongsTo(User)')
    assert.deepEqual(
      { name, given, column, args },
      { name: 'ownerId', given: 'owner', column: 'owner_id', args: ['User'] }
    )
  })

  test('a file can be of each type of which there is a sample, and tests have one of the usual types', ({
    assert,
  }) => {
    for (const extension of SAMPLE_EXTENSIONS) {
      assert.equal(sampleName(fieldOf(`paper:file(jpg,${extension})`)).extension, extension)
    }
    for (const type of ['file', 'file(image)']) {
      assert.include(SAMPLE_EXTENSIONS, sampleName(fieldOf(`paper:${type}`)).extension)
    }
    assert.throws(() => fieldOf('paper:file(jpg)'), 'needs one of csv')
    assert.throws(() => fieldOf('paper:file(exe)'), 'does not know exe')
  })

  for (const [source, column] of [
    ['price:money', "decimal('price', 12, 2)"],
    ['price:money(JPY)', "decimal('price', 10, 0)"],
    ['price:money(KWD)', "decimal('price', 13, 3)"],
  ]) {
    test(`${source} has the places of its currency`, ({ assert }) => {
      const field = fieldOf(source)
      assert.equal(field.kind.column(field, {} as Resource), column)
    })
  }

  test('the noun of a field fits into a sentence', ({ assert }) => {
    const nouns = ['startsOn:date', 'dueAt:datetime', 'unitPrice:money'].map(
      (source) => fieldOf(source).noun
    )
    assert.deepEqual(nouns, ['start date', 'due time', 'unit price'])
  })

  for (const [source, reason] of [
    ['name', '"name" is not a field. Write name:type, such as dueOn:date?'],
    ['name:strin', '"name:strin": there is no type "strin". Did you mean string?'],
    ['Name:string', '"Name:string": write the name in camelCase, such as name'],
    ['due_on:date', '"due_on:date": write the name in camelCase, such as dueOn'],
    ['id:integer', '"id:integer": "id" has a meaning of its own'],
    ['params:json', '"params:json": "params" has a meaning of its own'],
    ['client:belongsTo(User)', '"client:belongsTo(User)": "client" has a meaning of its own'],
    ['class:string', '"class:string": "class" has a meaning of its own'],
    ['delete:boolean', '"delete:boolean": "delete" has a meaning of its own'],
    [
      'name:string(0)',
      '"name:string(0)": string takes a length from 1 to 1000, such as string(100)',
    ],
    ['price:decimal(2,3)', '"price:decimal(2,3)": decimal takes two numbers'],
    ['status:enum', '"status:enum": enum needs at least two values'],
    ['status:enum(a,a)', '"status:enum(a,a)": enum has a value twice'],
    ['status:enum(To do,b)', '"status:enum(To do,b)": enum cannot have the value "To do"'],
    ['status:enum(a,b):default(c)', '"status:enum(a,b):default(c)": the default is none of a, b'],
    ['size:integer:default(big)', '"size:integer:default(big)": the default is no whole number'],
    [
      'day:date:default(soon)',
      '"day:date:default(soon)": the default is no day, such as 2026-12-31',
    ],
    ['day:date:default(2026-02-30)', 'the default is no day, such as 2026-12-31'],
    ['price:decimal(5,2):default(1000)', 'at most 3 digits before the point, and 2 behind it'],
    ['price:decimal(5,2):default(1.125)', 'at most 3 digits before the point, and 2 behind it'],
    ['price:money:default(-5)', 'the default is negative, and an amount is not'],
    ['name:', '"name:" is not a field. Write name:type, such as dueOn:date?'],
    ['body:text:unique', '"body:text:unique": a field of the type text cannot be "unique"'],
    ['name:string:uniqe', '"name:string:uniqe": "uniqe" is no modifier'],
    ['name:text(5)', '"name:text(5)": text takes no arguments'],
    ['price:money(euro)', '"price:money(euro)": money takes the code of a currency (ISO 4217)'],
    ['price:money(ZZZ)', '"price:money(ZZZ)": money takes the code of a currency (ISO 4217)'],
    ['rank:integer:default(1):default(2)', '"default" is there twice'],
    ['número:integer', 'write the name in camelCase, such as numero'],
    ['owner:belongsTo', '"owner:belongsTo": belongsTo names one model'],
    ['owner:belongsTo(User):onDelete(setNull)', 'only an optional field can become empty'],
    ['price:decimal(12,2', 'has an open parenthesis'],
  ]) {
    test(`${source} is refused: ${reason.slice(0, 40)}`, ({ assert }) => {
      assert.throws(
        () => fieldOf(source),
        new RegExp(reason.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`))
      )
    })
  }

  test('two fields cannot have one name', ({ assert }) => {
    assert.throws(
      () => parseFields(['name:string', 'name:text']),
      'The field "name" is there twice. Give each field a name of its own, such as otherName'
    )
  })

  for (const field of [
    'code:string(1):unique',
    'grade:decimal(1,0):unique',
    'rate:decimal(2,1):unique',
  ]) {
    test(`${field} is refused: too few values`, ({ assert }) => {
      const order = (source: string) => () => resourceOf({ name: 'Word', fields: [source] })
      assert.throws(order(field), /too few to be unique in each record/)
      assert.doesNotThrow(order(field.replace(':unique', '?:unique')))
    })
  }
})
