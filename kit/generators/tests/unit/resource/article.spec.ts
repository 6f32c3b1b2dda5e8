import { test } from '@japa/runner'
import { article } from '#generators/resource/files/policy'

test.group('Resource | article', () => {
  for (const phrase of [
    'an order',
    'an hour',
    'a house',
    'an update',
    'a user',
    'a unit',
    'a task',
  ]) {
    test(phrase, ({ assert }) => {
      assert.equal(article(phrase.replace(/^an? /, '')), phrase)
    })
  }
})
