import { test } from '@japa/runner'
import { UserFactory } from '#database/factories/user_factory'
import LogInCode from '#models/log_in_code'
import { endMinute, mailedCode, sendCode, withLogInCodes } from '#tests/support/log_in_codes'

test.group('Log-in code checks | binding', (group) => {
  group.each.setup(withLogInCodes)

  test('a hash that was copied to the code of another browser or account logs nobody in', async ({
    client,
  }) => {
    const [owner, stranger] = await UserFactory.createMany(2)
    const own = await mailedCode(client, owner.email)
    const { codeHash } = await LogInCode.findOrFail(own.session.log_in_code.id)
    for (const { email } of [owner, stranger]) {
      await endMinute()
      const other = await mailedCode(client, email)
      await LogInCode.query().where('id', other.session.log_in_code.id).update({ codeHash })
      const response = await sendCode(client, other.session, own.code)
      response.assertSessionMissing('auth_web')
    }

    const response = await sendCode(client, own.session, own.code)
    response.assertHeader('location', '/dashboard')
  })
})
