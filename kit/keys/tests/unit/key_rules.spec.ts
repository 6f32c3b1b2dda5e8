import { test } from '@japa/runner'
import { Secret } from '@adonisjs/core/helpers'
import { appKey, keysOf, previousKeys } from '#keys/key_rules'
import { runAceWith } from '#tests/support/ace'

const [FIRST, SECOND] = ['first-key-of-32-characters-long!', 'second-key-of-32-characters-long']

const listed = (value?: string) =>
  previousKeys()('APP_PREVIOUS_KEYS', value).map((key) => key.release())

test.group('APP_KEY and APP_PREVIOUS_KEYS', () => {
  test('previous keys are separated by commas; spaces and empty entries do not count', ({
    assert,
  }) => {
    for (const value of [undefined, '', ' ', ',', ' , ']) assert.isEmpty(listed(value))
    assert.deepEqual(listed(FIRST), [FIRST])
    assert.deepEqual(listed(` ${FIRST} ,, ${SECOND},`), [FIRST, SECOND])
  })

  test('a short key is refused by its place, and no error has a key', ({ assert }) => {
    assert.throws(
      () => listed(`${FIRST}, tooshort`),
      'The value of "APP_PREVIOUS_KEYS" has a key with fewer than 16 characters (number 2 of 2). Set it to former values of APP_KEY, separated by commas'
    )
    assert.throws(() => appKey()('APP_KEY', 'tooshort'), /"APP_KEY" has 8 characters.*generate:key/)
    for (const value of [undefined, '', '  ']) {
      assert.throws(() => appKey()('APP_KEY', value), /Missing environment variable "APP_KEY"/)
    }
    assert.equal(appKey()('APP_KEY', FIRST).release(), FIRST)
  })

  test('a key that is listed twice, or is APP_KEY itself, counts once', ({ assert }) => {
    const [first, second] = [new Secret(FIRST), new Secret(SECOND)]
    assert.deepEqual(keysOf(first), [FIRST])
    assert.deepEqual(keysOf(first, [second, new Secret(FIRST), second]), [FIRST, SECOND])
  })

  test('a wrong variable ends a start with one line, without the key and without a stack', async ({
    assert,
  }) => {
    const { exitCode, output } = await runAceWith({ APP_PREVIOUS_KEYS: 'tooshort' }, 'key:rotate')
    assert.equal(exitCode, 1)
    assert.match(output, /- The value of "APP_PREVIOUS_KEYS" has a key/)
    assert.notMatch(output, /tooshort|^\s+at /m)
  })
})
