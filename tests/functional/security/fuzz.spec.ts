import { test } from '@japa/runner'
import { http } from '#config/app'
import { UserFactory } from '#database/factories/user_factory'
import { fuzz, FUZZ_SECONDS } from '#tests/support/fuzz/run'

test.group('Security | fuzz', (group) => {
  group.each.setup(() => {
    const { trustProxy } = http
    http.trustProxy = (_address, distance) => distance === 0
    return () => {
      http.trustProxy = trustProxy
    }
  })

  test('no request to any route is answered with 5xx or logs an error', async ({
    assert,
    cleanup,
  }) => {
    const uncaught: unknown[] = []
    const remember = (error: unknown) => void uncaught.push(error)
    process.on('unhandledRejection', remember).on('uncaughtException', remember)
    cleanup(() => {
      process.off('unhandledRejection', remember).off('uncaughtException', remember)
    })

    const { HOST, PORT } = process.env
    await fuzz(`http://${HOST}:${PORT}`, async () => {
      const { email } = await UserFactory.create()
      return { email, password: 'secret-password' }
    })
    assert.isEmpty(uncaught)
  }).timeout(FUZZ_SECONDS * 1000 + 60_000)
})
