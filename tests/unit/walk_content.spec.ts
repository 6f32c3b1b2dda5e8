import { test } from '@japa/runner'
import { withoutContent } from '#tests/support/site_walk/content'

test.group('Page walk | content', () => {
  test('the content of records is no text of the page: {0}')
    .with([
      ['Delete “Some title”?', 'Delete “1”?'],
      ['Some title', '1'],
      ['Some titles', 'Some titles'],
      ['Some title.pdf', '1'],
      ['red and green', '1'],
      ['red, green and red', '1'],
      ['reddish', 'reddish'],
    ])
    .run(({ assert }, [text, rest]) => {
      const contents = ['red', 'green', 'Some title', 'Some title.pdf']
      assert.equal(withoutContent(text, contents), rest)
    })
})
