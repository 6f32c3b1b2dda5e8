import { test } from '@japa/runner'
import { emailText, isStorable, typedText } from '#http/input/text'

test.group('Text', () => {
  for (const blank of [
    '',
    ' \t\r\n',
    '\u00A0\u3000',
    '\u200B',
    '\u200B\u200C\u200D\u2060\uFEFF',
    '\u00AD',
    '\u202E\u202C\u2066\u2069\u061C',
    '\u115F\u1160\u3164\uFFA0',
    '\u2800',
    '\uFE0F\u{E0100}\u{E0041}',
    '\u034F\u17B4\u180E',
  ]) {
    test(`${JSON.stringify(blank)} is blank`, ({ assert }) => {
      assert.isNull(typedText(blank))
    })
  }

  for (const text of ['م', '👩\u200D💻', '❤\uFE0F', '한', 'نامه\u200Cها', '.', '0']) {
    test(`${text} stays unchanged`, ({ assert }) => {
      assert.equal(typedText(text), text)
    })
  }

  test('an accented letter normalizes to one character, a lookalike letter stays different', ({
    assert,
  }) => {
    assert.equal(typedText('contrasen\u0303a\u0301-1'), 'contraseñá-1')
    assert.equal(typedText('1º ½ ﬁ'), '1º ½ ﬁ')
    assert.equal(typedText('  Ada  '), 'Ada')
  })

  test('a line break is one character', ({ assert }) => {
    assert.equal(typedText('one\r\ntwo\nthree'), 'one\ntwo\nthree')
  })

  test('all spellings of an email address normalize to one', ({ assert }) => {
    for (const email of [
      'rené@example.com',
      'rene\u0301@example.com',
      ' RENÉ@example.com\u200B ',
    ]) {
      assert.equal(emailText(email), 'rené@example.com')
    }
    for (const host of ['exämple.com', 'EXÄMPLE.com', 'exa\u0308mple。com', 'xn--exmple-cua.com']) {
      assert.equal(emailText(`ada@${host}`), 'ada@exämple.com')
    }
    assert.equal(emailText('ada@mail.example｡co。uk'), 'ada@mail.example.co.uk')
    assert.equal(emailText('J\u030C@example.com'), emailText('\u01F0@example.com'))
    for (const wrong of [
      'ada lovelace@example.com',
      'ada@xn--',
      'ada@a b',
      '@',
      `@${'é'.repeat(999)}`,
    ]) {
      assert.equal(emailText(wrong), wrong)
    }
  })

  test('a lone surrogate and U+0000 cannot be stored', ({ assert }) => {
    assert.isTrue(isStorable('😀\u0001\uFFFF'))
    assert.isFalse(isStorable('\uD83D'))
    assert.isFalse(isStorable('\uDE00\uD83D'))
    assert.isFalse(isStorable('a\0'))
  })
})
