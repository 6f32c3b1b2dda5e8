import { test } from '@japa/runner'
import { argumentsOf, parseMessage } from '#i18n/catalogue'

test.group('Message parser', () => {
  test('{message} is refused with the reason: {problem}')
    .with([
      { message: 'a {b', problem: 'a { has no closing } (at character 3)' },
      { message: '{}', problem: '{} names no value (at character 1)' },
      { message: '{n, plural, one {#}}', problem: 'the case "other" is missing (at character 20)' },
      { message: '<b>x', problem: 'this tag is not closed (at character 1)' },
      { message: 'x</b>', problem: 'this closing tag has no opening tag (at character 2)' },
      {
        message: '{n, plural, one {a} one {b} other {c}}',
        problem: 'this case exists twice (at character 21)',
      },
      {
        message: '{x, list} {a, foo}',
        problem:
          'this type is unknown; known are number, date, time, list, plural, selectordinal and select (at character 15)',
      },
      {
        message: '{x, list, nor}',
        problem: 'a list is written {x, list}, or with "or" or "unit" after it',
      },
      {
        message: '{x, date, tiny}',
        problem: 'the style "tiny" is unknown; known are short, medium, long, full',
      },
      {
        message: '{x, number, currency}',
        problem: 'the style of {x} is not valid: Currency code is required with currency style.',
      },
    ])
    .run(({ assert }, { message, problem }) => {
      assert.throws(() => parseMessage(message), problem)
    })

  test('a value has the types of all its uses, also inside tags', ({ assert }) => {
    const found = argumentsOf(
      '{names, list, or} <b>{n}</b> {n, plural, one {{at, date}} other {{g, select, a {} other {{x}}}}}'
    )
    assert.deepEqual(
      [...found].map(([name, types]) => `${name}: ${[...types].join('+')}`),
      ['names: list', 'b: tag', 'n: text+number', 'at: date', 'g: text', 'x: text']
    )
  })
})
