import { test } from '@japa/runner'
import { isStorable, toStorable } from '#queue/run_log/storable'

test.group('Storable text', () => {
  test('text that PostgreSQL cannot store is replaced')
    .with([
      { text: 'Ada 👩‍💻\n', stored: 'Ada 👩‍💻\n' },
      { text: 'a\0b\0', stored: 'a\ufffdb\ufffd' },
      { text: 'half \ud83d, \udc00', stored: 'half \ufffd, \ufffd' },
      { text: { code: 1n }, stored: '{ code: 1n }' },
    ])
    .run(({ assert }, { text, stored }) => {
      assert.equal(toStorable(text), stored)
      assert.isTrue(isStorable(JSON.stringify(toStorable(text))))
    })

  test('a long text is cut between two characters', ({ assert }) => {
    const cut = toStorable(`${'x'.repeat(65_535)}👩`)
    assert.lengthOf(cut, 65_536)
    assert.isTrue(cut.endsWith('x\ufffd'))
  })
})
