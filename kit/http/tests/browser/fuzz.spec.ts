import { test } from '@japa/runner'
import { UserFactory } from '#database/factories/user_factory'
import { freePort } from '#tests/support/free_port'
import { fuzz, FUZZ_SECONDS } from '#tests/support/fuzz/run'
import { startServer } from '#tests/support/processes'

test.group('The built app', () => {
  test('the built app answers no request with 5xx and stays alive', async ({ assert, cleanup }) => {
    const server = await startServer({ PORT: String(await freePort()), TRUST_PROXY: 'loopback' })
    cleanup(() => server.stop())

    await fuzz(server.origin, async () => {
      const { email } = await UserFactory.create()
      return { email, password: 'secret-password' }
    })
    const alive = await fetch(`${server.origin}/health/ready`)
    assert.equal(alive.status, 200)
  }).timeout(FUZZ_SECONDS * 1000 + 60_000)
})
