import { test } from '@japa/runner'
import { shownFile, type StoredFile } from '#files/main'

const file = { key: 'files/papers/1', name: 'scan.pdf', size: 7, type: 'application/pdf' }

test.group('Files | shown files', () => {
  test('a page gets no key', ({ assert }) => {
    const shown = { name: 'scan.pdf', size: 7, isPicture: false, address: '/papers/1/scan' }
    assert.deepEqual(shownFile(file, '/papers/1/scan'), shown)
  })

  for (const [type, isPicture] of Object.entries({ 'image/png': true, 'image/svg+xml': false })) {
    test(`${type} is ${isPicture ? 'a' : 'no'} picture of a page`, ({ assert }) => {
      assert.equal(shownFile({ ...file, type }, '/')!.isPicture, isPicture)
    })
  }

  test('a record without a file shows none', ({ assert }) => {
    const none = null as StoredFile | null
    assert.isNull(shownFile(none, '/'))
  })
})
