import { DateTime } from 'luxon'
import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import { UserFactory } from '#database/factories/user_factory'
import { withRawCookie } from '#tests/support/raw_cookie'

/** The addresses of the links on a page, as a browser without scripts gets it. */
async function linksOf(client: ApiClient, path: string) {
  const deletesAt = DateTime.now().plus({ days: 9 })
  const request = client.get(path).loginAs(await UserFactory.merge({ deletesAt }).create())
  const response = await withRawCookie(request, 'plain_pages', '1').redirects(0)
  return [...response.text().matchAll(/<a [^>]*href="([^"]*)"/g)].map(([, href]) => href)
}

test.group('Account deletions | the only page', () => {
  test('the page that keeps the account leads to no other one', async ({ assert, client }) => {
    assert.deepEqual(await linksOf(client, '/restore-account'), ['#content'])
  })

  for (const path of ['/', '/no/such/page']) {
    test(`${path} leads to the page that keeps the account, not to the dashboard`, async ({
      assert,
      client,
    }) => {
      const links = await linksOf(client, path)
      assert.include(links, '/restore-account')
      for (const pageOfMembers of ['/dashboard', '/settings/profile', '/notifications']) {
        assert.notInclude(links, pageOfMembers)
      }
    })
  }
})
