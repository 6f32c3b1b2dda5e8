import { test } from '@japa/runner'
import router from '@adonisjs/core/services/router'
import PictureRefused from '#notifications/picture_refused'
import { notify } from '#services/notify'
import { UserFactory } from '#database/factories/user_factory'
import { accessTokenOf } from '#tests/support/access_token'
import { addAuthenticator } from '#tests/support/second_factor'
import { connect, startProvider } from '#tests/support/social_log_in'
import { statementsOf } from '#tests/support/statements'

const MOST = 6

/** They answer with a file or, for this member, with a redirect. */
const NO_PAGES = ['settings', 'data_exports.show', 'account_confirmations.create']

test.group('Security | queries', (group) => {
  let provider: Awaited<ReturnType<typeof startProvider>>
  group.setup(async () => {
    provider = await startProvider()
    return provider.stop
  })

  test(`every page of a member costs at most ${MOST} queries`, async ({ assert, client }) => {
    const user = await UserFactory.create()
    await addAuthenticator(user)
    await accessTokenOf(user)
    await connect(user, provider)
    await notify(user, new PictureRefused())
    const visit = (path: string) =>
      client
        .get(path)
        .loginAs(user)
        .withSession({ identity_confirmed_at: Date.now() })
        .header('accept', 'text/html')
        .redirects(0)

    const found: Record<string, [status: number, queries: number]> = {}
    for (const path of pagesOfMembers()) {
      // A process asks once for facts that do not change, such as the columns of a table.
      await visit(path)
      const { answer, statements } = await statementsOf(async () => visit(path))
      found[path] = [answer.status(), statements.length]
    }

    assert.isAbove(Object.keys(found).length, 12)
    const wrong = Object.entries(found).filter(([, [status, queries]]) => {
      return status !== 200 || queries > MOST
    })
    assert.deepEqual(wrong, [])
  }).timeout(30_000)
})

function pagesOfMembers() {
  return Object.values(router.toJSON())
    .flat()
    .filter(({ methods, pattern, name }) => {
      return methods.includes('GET') && isOfMembers(pattern) && !NO_PAGES.includes(name!)
    })
    .map(({ pattern }) => pattern)
}

function isOfMembers(pattern: string) {
  return /^\/(settings|dashboard|notifications$)/.test(pattern) && !pattern.includes(':')
}
