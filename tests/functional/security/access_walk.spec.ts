import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import router from '@adonisjs/core/services/router'
import { Bouncer } from '@adonisjs/bouncer'
import { GroupFactory } from '#database/factories/group_factory'
import { UserFactory } from '#database/factories/user_factory'
import { accessOf, type Access, type RouteInfo } from '#http/access/route_access'
import permissions from '#permissions'
import type User from '#models/user'
import { sampleParams } from '#tests/support/route_samples'
import { administrator, confirmed, memberOf } from '#tests/support/staff'

/** Pages of development, and the page of an unknown address. */
const EXEMPT = /^(mailbox|mail_previews|not_found)/

interface Question {
  policy: { name: string }
  action: string
  args: unknown[]
}

interface Authorizer {
  allows(action: string, ...args: unknown[]): Promise<boolean>
}

/** The questions that a request asks its policies. */
const asked: Question[] = []

/** Somebody for each way to be allowed something: each permission alone, all of them, and none. */
async function actors() {
  const users = new Map<string, User>([['no group', await UserFactory.create()]])
  for (const permission of permissions.names) {
    const group = await GroupFactory.merge({ permissions: [permission] }).create()
    users.set(`only ${permission}`, await memberOf(group))
  }
  return users.set('all permissions', await administrator())
}

async function send(client: ApiClient, route: RouteInfo, address: string, user?: User) {
  asked.length = 0
  const method = route.methods.find((one) => one !== 'HEAD')!.toLowerCase() as 'get' | 'post'
  const request = client[method](address)
    .withSession(confirmed())
    .withCsrfToken()
    .redirects(0)
    .header('accept', 'text/html')
  return user ? request.loginAs(user) : request
}

async function isAllowed(user: User) {
  for (const { policy, action, args } of [...asked]) {
    const bouncer = new Bouncer(user).with(policy as never) as Authorizer
    if (!(await bouncer.allows(action, ...args))) return false
  }
  return true
}

const routesOf = (kind: Access['kind']) =>
  Object.values(router.toJSON())
    .flat()
    .filter((route) => accessOf(route)[0]?.kind === kind && !EXEMPT.test(route.name ?? ''))

/** Without records, each parameter has any value that the route takes. */
function addressOf({ pattern, matchers }: RouteInfo, params: Record<string, unknown> = {}) {
  const valueOf = (name: string) =>
    params[name] ??
    ['1', crypto.randomUUID(), 'x', '64.webp'].find(
      (value) => matchers[name]?.match?.test(value) ?? true
    )
  return pattern.replaceAll(/:(\w+)\??/g, (_text, name: string) => String(valueOf(name)))
}

test.group('Access | each route', (group) => {
  group.setup(() => {
    router.commit()
    const original = Bouncer.prototype.with
    Bouncer.prototype.with = function (this: never, policy: any): any {
      const authorizer = original.call(this, policy as never) as any
      const authorize = authorizer.authorize.bind(authorizer)
      authorizer.authorize = (action: string, ...args: unknown[]) => {
        asked.push({ policy, action, args })
        return authorize(action, ...args)
      }
      return authorizer
    } as never
    return () => {
      Bouncer.prototype.with = original
    }
  })

  test('a guest is led to the log-in, on each route of members', async ({ assert, client }) => {
    for (const kind of ['self', 'policy'] as const) {
      for (const route of routesOf(kind)) {
        const response = await send(client, route, addressOf(route))
        assert.equal(response.header('location'), '/login', `${route.name} for a guest`)
      }
    }
  })

  test('a member has no access to the pages of guests', async ({ assert, client }) => {
    const user = await UserFactory.create()
    for (const route of routesOf('guest')) {
      const response = await send(client, route, addressOf(route), user)
      assert.include([302, 303, 404], response.status(), `${route.name} for a member`)
      assert.notEqual(response.header('location'), '/login', `${route.name} for a member`)
    }
  })

  test('each route with a policy answers as its policy does', async ({ assert, client }) => {
    for (const route of routesOf('policy')) {
      const [access] = accessOf(route) as { name: string }[]
      const tried = []
      for (const [title, user] of await actors()) {
        const params = await sampleParams(route as { name: string; pattern: string }, access.name)
        const response = await send(client, route, addressOf(route, params), user)
        const note = `${route.name} for ${title}`
        const isAsked = asked.some(({ policy }) => policy.name === access.name)
        // The action may not find its record: a restoration looks among deleted ones.
        if (!isAsked) assert.equal(response.status(), 404, `${note}: ${access.name} is not asked`)
        const expected = isAsked && (await isAllowed(user))
        // An allowed action may not find what it looks for either, such as the file of a record that has none.
        if (expected) assert.notEqual(response.status(), 403, note)
        else assert.include([403, 404], response.status(), note)
        assert.isBelow(response.status(), 500, note)
        tried.push(expected)
      }
      if (route.name?.startsWith('management.')) assert.isTrue(tried.at(-1), route.name)
    }
  })
})
