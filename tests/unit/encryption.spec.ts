import { test } from '@japa/runner'
import encryption from '@adonisjs/core/services/encryption'
import { unsignUuid, signUuid } from '#http/signed_uuid'

test.group('Encryption', () => {
  test('texts are encrypted with AES-256-GCM, each with its own nonce (ASVS 11.3.1, 11.3.2)', ({
    assert,
  }) => {
    const [first, second] = [encryption.encrypt('secret'), encryption.encrypt('secret')]

    assert.match(first, /^gcm\./)
    assert.notEqual(first, second)
    assert.equal(encryption.decrypt(second), 'secret')
  })

  test('a changed text, another purpose and an expired text are refused (ASVS 11.3.3)', ({
    assert,
  }) => {
    const text = encryption.encrypt('secret', '1 hour', 'greeting')
    assert.equal(encryption.decrypt(text, 'greeting'), 'secret')
    assert.isNull(encryption.decrypt(text, 'farewell'))
    for (let at = 4; at < text.length; at++) {
      const other = text[at] === 'A' ? 'B' : 'A'
      // The last sign of a part in base64url may carry bits that are not read.
      if (/^.(\.|$)/.test(text.slice(at)) || text[at] === '.') continue
      assert.isNull(encryption.decrypt(text.slice(0, at) + other + text.slice(at + 1), 'greeting'))
    }
    assert.isNull(encryption.decrypt(encryption.encrypt('secret', -1), undefined))
  })

  test('only the signature that this app makes is accepted, whatever a token says (ASVS 9.1.2, 9.1.3)', ({
    assert,
  }) => {
    const id = crypto.randomUUID()
    const none = Buffer.from('{"alg":"none"}').toString('base64url')
    assert.equal(unsignUuid(signUuid(id, 'test'), 'test'), id)
    for (const token of [
      `${none}.${id}.`,
      signUuid(id, 'test').slice(0, 22),
      `${signUuid(id, 'test')}A`,
    ]) {
      assert.isNull(unsignUuid(token, 'test'))
    }
  })
})
