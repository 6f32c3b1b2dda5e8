import { test } from '@japa/runner'
import { pluralCategories, pluralExamples } from '#i18n/plural_categories'

test.group('Plurals', () => {
  test('Arabic has all six plural forms, in the order of CLDR', ({ assert }) => {
    assert.deepEqual(pluralCategories('ar'), ['zero', 'one', 'two', 'few', 'many', 'other'])
    assert.deepEqual(pluralCategories('ar', 'ordinal'), ['other'])
  })

  test('each plural form has example numbers', ({ assert }) => {
    const french = pluralExamples('fr')
    assert.deepEqual(french.get('one'), [0, 1])
    assert.deepEqual(french.get('many'), [1_000_000, 2_000_000])
    assert.deepEqual(pluralExamples('ar').get('few')!.slice(0, 3), [3, 4, 5])
    assert.deepEqual(pluralExamples('en', 'ordinal').get('two')!.slice(0, 2), [2, 22])
  })

  test('a plural form without whole numbers has fractions as examples', ({ assert }) => {
    assert.include(pluralExamples('cs').get('many')!, 1.5)
  })
})
