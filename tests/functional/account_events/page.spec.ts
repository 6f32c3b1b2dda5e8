import { test } from '@japa/runner'
import i18nManager from '@adonisjs/i18n/services/main'
import { UserFactory } from '#database/factories/user_factory'
import AccountEvent, { EVENT_KINDS } from '#models/account_event'
import { BROWSER } from '#tests/support/browser_name'
import { withRawCookie } from '#tests/support/raw_cookie'

test.group('Account events | page', () => {
  test('the owner sees each kind of event in words, with the device and the network address', async ({
    assert,
    client,
  }) => {
    const user = await UserFactory.create()
    const origin = { userId: user.id, ipAddress: '192.0.2.7', userAgent: BROWSER }
    await AccountEvent.createMany(EVENT_KINDS.map((kind) => ({ kind, ...origin })))
    const texts = i18nManager.locale('en')
    const newestFirst = [...EVENT_KINDS].reverse()

    const items: string[] = []
    for (let page = 1; items.length < EVENT_KINDS.length; page++) {
      const request = client.get(`/settings/security?page=${page}`).loginAs(user)
      const document = await withRawCookie(request, 'plain_pages', '1')
      const found = document.text().match(/<tr role="row" class="hover.*?<\/tr>/gs)
      items.push(...found!)
    }
    assert.lengthOf(items, EVENT_KINDS.length)
    for (const [index, kind] of newestFirst.entries()) {
      for (const text of [texts.t(`activity.kinds.${kind}`), 'Firefox on Windows', '192.0.2.7']) {
        assert.include(items[index], text, kind)
      }
    }
  })

  test('the filter finds the events of each kind', async ({ assert, client }) => {
    const user = await UserFactory.create()
    await AccountEvent.createMany(EVENT_KINDS.map((kind) => ({ kind, userId: user.id })))

    for (const kind of EVENT_KINDS) {
      const page = await client.get(`/settings/security?kind=${kind}`).loginAs(user).withInertia()
      const { events } = page.inertiaProps as { events: { data: { kind: string }[] } }
      assert.deepEqual(
        events.data.map((event) => event.kind),
        [kind]
      )
    }
  })
})
