import { test } from '@japa/runner'
import router from '@adonisjs/core/services/router'
import { UserFactory } from '#database/factories/user_factory'
import { everyRoute } from '#tests/support/fuzz/routes'

const UNSAFE = new Set(['POST', 'PUT', 'PATCH', 'DELETE'])

/** Requests to these prefixes bring a secret of their own instead of a cookie. */
const WITHOUT_COOKIES = /^\/?(api|dev)\//

/** A value for each kind of parameter. */
const VALUES = [crypto.randomUUID(), '1', 'a'.repeat(32)]

function unsafeRequests() {
  return everyRoute().flatMap(({ pattern, methods }) =>
    methods
      .filter((method) => UNSAFE.has(method) && !WITHOUT_COOKIES.test(pattern))
      .map((method) => ({ method, path: pathOf(pattern, method) }))
  )
}

function pathOf(pattern: string, method: string) {
  const paths = VALUES.map((value) => pattern.replace(/:\w+\??/g, value))
  return paths.find((path) => router.match(path, method, true)) ?? paths[0]
}

/** The second sends its GETs by itself, and those leave the session as it is. */
const HEADERS = {
  'a page': { accept: 'application/json' },
  'a script': { 'accept': 'application/json', 'x-background': '1' },
}
type Sender = keyof typeof HEADERS

const WAYS: ['a guest' | 'a member', Sender][] = [
  ['a guest', 'a page'],
  ['a member', 'a page'],
  ['a member', 'a script'],
]

test.group('Security | CSRF', () => {
  for (const [who, sender] of WAYS) {
    test(`each unsafe request of ${who} from ${sender} needs the token`, async ({
      assert,
      client,
    }) => {
      const user = await UserFactory.create()
      const requests = unsafeRequests()
      assert.isAbove(requests.length, 30)
      const answers: Record<string, number> = {}
      for (const { method, path } of requests) {
        const request = client.request(path, method).headers(HEADERS[sender])
        const response = await (who === 'a member' ? request.loginAs(user) : request).redirects(0)
        if (response.status() !== 419) answers[`${method} ${path}`] = response.status()
      }
      assert.deepEqual(answers, {})
    })
  }
})
