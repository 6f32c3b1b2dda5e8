import { test } from '@japa/runner'
import { fieldsOf } from '../../inertia/form_fields.js'

function field(key: string, errors: Record<string, string | string[]> = {}) {
  return (fieldsOf(errors) as Record<string, object>)[key]
}

test.group('Fields of a form', () => {
  test('a field has its name and its error', ({ assert }) => {
    assert.deepEqual(field('title', { title: 'Too long' }), { name: 'title', error: 'Too long' })
    assert.deepEqual(field('title', { titles: 'Too long' }), { name: 'title', error: undefined })
  })

  test('the error of an item of a list belongs to the list', ({ assert }) => {
    assert.deepEqual(field('tags', { 'tags.2': 'Too long' }), { name: 'tags', error: 'Too long' })
  })

  test('the error of a list comes before those of its items', ({ assert }) => {
    const errors = { 'tags.0': 'Too long', 'tags': 'Too many' }
    assert.deepEqual(field('tags', errors), { name: 'tags', error: 'Too many' })
  })

  test('a field within an object has the name that a browser sends', ({ assert }) => {
    const errors = { 'address.city': 'Required' }
    assert.deepEqual(field('address.city', errors), { name: 'address[city]', error: 'Required' })
  })

  test('the first of several errors is shown', ({ assert }) => {
    assert.deepEqual(field('title', { title: ['A', 'B'] }), { name: 'title', error: 'A' })
  })
})
