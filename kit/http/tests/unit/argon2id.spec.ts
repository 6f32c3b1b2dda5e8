import { test } from '@japa/runner'
import { Argon2id } from '#http/argon2id'

const options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }
const argon2id = new Argon2id(options)

test.group('Argon2id', () => {
  test('a hash is a PHC string that verifies only its own password', async ({ assert }) => {
    const hash = await argon2id.make('secret-password')

    assert.match(hash, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
    assert.isTrue(argon2id.isValidHash(hash))
    assert.isTrue(await argon2id.verify(hash, 'secret-password'))
    assert.isFalse(await argon2id.verify(hash, 'another-password'))
    assert.notEqual(hash, await argon2id.make('secret-password'))
  })

  test('a malformed hash verifies no password', async ({ assert }) => {
    assert.isFalse(await argon2id.verify('secret-password', 'secret-password'))
  })

  test('a hash with other parameters needs a rehash', async ({ assert }) => {
    const weaker = await new Argon2id({ ...options, memoryCost: 8192 }).make('secret-password')

    assert.isTrue(argon2id.needsReHash(weaker))
    assert.isFalse(argon2id.needsReHash(await argon2id.make('secret-password')))
  })

  test('many hashes at once do not block the event loop', async ({ assert }) => {
    const storm = Promise.all(Array.from({ length: 12 }, () => argon2id.make('secret-password')))
    let turns = 0
    const timer = setInterval(() => turns++, 1)
    await storm
    clearInterval(timer)

    assert.isAbove(turns, 5)
  })
})
