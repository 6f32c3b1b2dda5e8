import { test } from '@japa/runner'
import router from '@adonisjs/core/services/router'
import { accessFaultsOf } from '#http/access/route_access'
import { policies } from '#generated/policies'

/** The mailbox of development has all mails of the machine, and production has no such routes. */
const EXEMPT = /^(mailbox|mail_previews)\./

test.group('Access', (group) => {
  group.setup(() => router.commit())

  test('each route says who may use it', ({ assert }) => {
    const routes = Object.values(router.toJSON()).flat()
    assert.isAbove(routes.length, 100)
    assert.deepEqual(
      routes
        .filter(({ name }) => !EXEMPT.test(name ?? ''))
        .flatMap((route) => accessFaultsOf(route).map((fault) => `${route.name} ${fault}`)),
      []
    )
  })

  test('each policy has the name under which routes know it', async ({ assert }) => {
    for (const [name, load] of Object.entries(policies) as [string, Load][]) {
      const { default: policy } = await load()
      assert.equal(policy.name, name)
    }
  })
})

type Load = () => Promise<{ default: { name: string } }>
