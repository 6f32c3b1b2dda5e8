import { test } from '@japa/runner'
import { hash, verify } from '@node-rs/argon2'
import { Argon2id } from '#http/argon2id'

const options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }
const argon2id = new Argon2id(options)

test.group('Argon2id', () => {
  test('a hash is a PHC string that verifies only its own password (ASVS 11.2.1)', async ({
    assert,
  }) => {
    const made = await argon2id.make('secret-password')

    assert.match(made, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
    assert.isTrue(argon2id.isValidHash(made))
    assert.isTrue(await argon2id.verify(made, 'secret-password'))
    assert.isFalse(await argon2id.verify(made, 'another-password'))
    assert.notEqual(made, await argon2id.make('secret-password'))
  })

  test('a hash is of the normalized password, and hashes that are not still verify', async ({
    assert,
  }) => {
    const [composed, decomposed] = ['contraseñá', 'contraseñá'.normalize('NFD')]
    const hashes = [await argon2id.make(decomposed), await hash(decomposed), await hash(composed)]
    for (const one of hashes) {
      assert.isTrue(await argon2id.verify(one, composed))
      assert.isTrue(await argon2id.verify(one, decomposed))
      assert.isFalse(await argon2id.verify(one, `${composed} `))
    }
    assert.isTrue(await verify(hashes[0], composed))
  })

  test('an unmatchable hash has the parameters of the others', async ({ assert }) => {
    const unmatchable = argon2id.unmatchable()
    const made = await argon2id.make('secret-password')

    assert.isFalse(argon2id.needsReHash(unmatchable))
    assert.isFalse(await argon2id.verify(unmatchable, 'secret-password'))
    assert.lengthOf(unmatchable, made.length)
  })

  test('a malformed hash verifies no password', async ({ assert }) => {
    assert.isFalse(await argon2id.verify('secret-password', 'secret-password'))
  })

  test('a hash with other parameters needs a rehash (ASVS 11.4.2)', async ({ assert }) => {
    const weaker = await new Argon2id({ ...options, memoryCost: 8192 }).make('secret-password')

    assert.isTrue(argon2id.needsReHash(weaker))
    assert.isFalse(argon2id.needsReHash(await argon2id.make('secret-password')))
  })

  test('many hashes at once do not block the event loop (ASVS 15.2.2)', async ({ assert }) => {
    const storm = Promise.all(Array.from({ length: 12 }, () => argon2id.make('secret-password')))
    let turns = 0
    const timer = setInterval(() => turns++, 1)
    await storm
    clearInterval(timer)

    assert.isAbove(turns, 5)
  })
})
