import { test } from '@japa/runner'
import { signUuid, unsignUuid } from '#http/signed_uuid'
import { changeKey } from '#keys/tests/support/previous_key'

const UUID = 'f81d4fae-7dec-41d0-a765-00a0c91e6bf6'

test.group('Signed UUID', () => {
  test('a token has 44 characters that need no escape in a URL (ASVS 11.2.3)', ({ assert }) => {
    assert.match(signUuid(UUID, 'invite'), /^[\w-]{44}$/)
  })

  test('a token never ends with a sign, which mail programs may leave out of a link', ({
    assert,
  }) => {
    for (let count = 0; count < 300; count++) {
      assert.match(signUuid(crypto.randomUUID(), 'invite'), /[A-Za-z\d]{22}$/)
    }
  })

  test('a token decodes to its UUID', ({ assert }) => {
    for (const uuid of [UUID, crypto.randomUUID()]) {
      assert.equal(unsignUuid(signUuid(uuid, 'invite'), 'invite'), uuid)
    }
  })

  test('a token for another purpose is refused (ASVS 9.2.2)', ({ assert }) => {
    assert.isNull(unsignUuid(signUuid(UUID, 'invite'), 'unsubscribe'))
  })

  test('a token with one changed character in its signature is refused (ASVS 9.1.1)', ({
    assert,
  }) => {
    const token = signUuid(UUID, 'invite')
    for (let at = 22; at < token.length; at++) {
      const other = token[at] === 'A' ? 'B' : 'A'
      assert.isNull(unsignUuid(token.slice(0, at) + other + token.slice(at + 1), 'invite'))
    }
  })

  test('a token of a former key decodes to its UUID', ({ assert }) => {
    const token = signUuid(UUID, 'invite')
    using key = changeKey()
    assert.exists(key)
    assert.notEqual(signUuid(UUID, 'invite'), token)
    assert.equal(unsignUuid(token, 'invite'), UUID)
  })

  test('the signature of one UUID is invalid for another', ({ assert }) => {
    const [mine, other] = [signUuid(UUID, 'invite'), signUuid(crypto.randomUUID(), 'invite')]
    assert.isNull(unsignUuid(other.slice(0, 22) + mine.slice(22), 'invite'))
  })

  test('a text that is not a token is refused', ({ assert }) => {
    const zeros = 'A'.repeat(44)
    for (const text of [
      '',
      'x',
      zeros.slice(22),
      zeros,
      '%'.repeat(44),
      'é'.repeat(44),
      zeros + zeros,
    ]) {
      assert.isNull(unsignUuid(text, 'invite'), text)
    }
  })
})
