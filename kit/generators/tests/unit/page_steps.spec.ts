import { test } from '@japa/runner'
import { stepsOf, withChanges } from '#generators/tests/support/page_steps'

const page = (...lines: string[]) => lines.join('\n')

test.group('Steps of a page', () => {
  test('each command, file and change is a step with its line', ({ assert }) => {
    const steps = stepsOf(
      page(
        ...['# Page', '', '```sh', 'one', 'two', '```', ''],
        ...['A text. Write', '`a.ts`:', '', '```ts', 'a', '```', ''],
        ...['Change `b.ts`:', '', '```diff', ' a', '-b', '+c', '@@', '-d', '```']
      )
    )

    assert.deepEqual(steps, [
      { line: 3, kind: 'run', command: 'one' },
      { line: 3, kind: 'run', command: 'two' },
      { line: 11, kind: 'write', path: 'a.ts', text: 'a\n' },
      {
        line: 17,
        kind: 'change',
        path: 'b.ts',
        changes: [
          { before: 'a\nb\n', after: 'a\nc\n' },
          { before: 'd\n', after: '' },
        ],
      },
    ])
  })

  for (const [fault, ...lines] of [
    ['without a file', 'Look:', '', '```ts', 'a', '```'],
    ['of an unknown kind', 'Write `a.ts`:', '', '```diff', '+a', '```'],
    ['that shows an output', '', '', '```', 'a', '```'],
  ]) {
    test(`a block ${fault} is refused with its line`, ({ assert }) => {
      assert.throws(() => stepsOf(page(...lines)), /^line 3: a block/)
    })
  }

  test('a block without an end is refused', ({ assert }) => {
    assert.throws(() => stepsOf('```sh\na'), 'line 1: the block has no end')
  })

  test('a change needs its lines in the file, once', ({ assert }) => {
    const change = { before: 'a\n', after: 'b\n' }

    assert.equal(withChanges('x\na\n', [change]), 'x\nb\n')
    assert.throws(() => withChanges('x\n', [change]), /are not in the file/)
    assert.throws(() => withChanges('a\na\n', [change]), /more than once/)
  })
})
