import { test } from '@japa/runner'
import { Secret } from '@adonisjs/core/helpers'
import { UserFactory } from '#database/factories/user_factory'
import { changeKey } from '#keys/tests/support/previous_key'
import User from '#models/user'

/** The use of a token by a browser, which gets the next one. */
async function use(token: string) {
  const found = await User.rememberMeTokens.verify(new Secret(token))
  const user = await User.findOrFail(found!.tokenableId)
  const next = await User.rememberMeTokens.recycle(user, found!.identifier)
  return next.value!.release()
}

test.group('Remember-me tokens | change of the key', () => {
  test('simultaneous tabs get the same next token from processes of both keys', async ({
    assert,
    db,
  }) => {
    const user = await UserFactory.merge({ sessionGeneration: crypto.randomUUID() }).create()
    const { value } = await User.rememberMeTokens.create(user, '30 days')
    const first = value!.release()
    const next = await use(first)
    {
      using key = changeKey()
      assert.exists(key)
      assert.equal(await use(first), next)
      assert.equal(await use(next), await use(next))
    }
    await db.assertMissing('account_events', { user_id: user.id, kind: 'token_reused' })
  })
})
