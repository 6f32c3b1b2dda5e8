import { test } from '@japa/runner'
import { EncryptionFactory } from '@adonisjs/core/factories/encryption'
import { rememberVerified } from '#http/verified_cookies'

test.group('Verified cookies', () => {
  test('a forged cookie is refused, also after the genuine one was read (ASVS 7.2.3)', ({
    assert,
  }) => {
    const verifier = newVerifier()
    const signed = verifier.sign('an-id', undefined, 'session')
    const other = verifier.sign('another-id', undefined, 'session')
    const forged = `${other.split('.')[0]}.${signed.split('.')[1]}`

    for (let times = 0; times < 2; times++) {
      assert.equal(verifier.unsign(signed, 'session'), 'an-id')
      assert.isNull(verifier.unsign(forged, 'session'))
      assert.isNull(verifier.unsign(`${signed}x`, 'session'))
    }
  })

  test('a signed value is valid only under the name of its own cookie', ({ assert }) => {
    const verifier = newVerifier()
    const signed = verifier.sign('an-id', undefined, 'session')

    assert.equal(verifier.unsign(signed, 'session'), 'an-id')
    assert.isNull(verifier.unsign(signed, 'cart'))
    assert.isNull(verifier.unsign(verifier.sign('an-id', undefined, 'cart'), 'session'))
  })
})

function newVerifier() {
  const verifier = new EncryptionFactory().create().getMessageVerifier()
  rememberVerified(verifier, 'session')
  return verifier
}
