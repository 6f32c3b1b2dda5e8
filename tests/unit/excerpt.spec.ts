import { test } from '@japa/runner'
import { excerpt } from '../../inertia/excerpt.js'

test.group('Excerpt', () => {
  test('the first line stands for the text', ({ assert }) => {
    assert.equal(excerpt(' One line. \r\nAnother one.'), 'One line.')
    assert.equal(excerpt(''), '')
  })

  test('a long line is cut behind a word', ({ assert }) => {
    const cut = excerpt('word '.repeat(100))
    assert.isTrue(cut.endsWith(' word…'))
    assert.isAtMost(cut.length, 81)
  })

  test('no comma stands before the dots', ({ assert }) => {
    assert.isTrue(excerpt(`${'word '.repeat(14)}last, next one`).endsWith(' last…'))
    assert.equal(excerpt('-'.repeat(100)), `${'-'.repeat(80)}…`)
  })

  test('a long line without spaces is cut behind a whole character', ({ assert }) => {
    assert.equal(excerpt('😀'.repeat(100)), `${'😀'.repeat(80)}…`)
  })
})
