import { test } from '@japa/runner'
import vite from '@adonisjs/vite/services/main'
import type { Component } from 'vue'
import { UserFactory } from '#database/factories/user_factory'
import type renderComponent from '#tests/support/rendered_component'
import { withRawCookie } from '#tests/support/raw_cookie'

type Loaded<Exported> = Promise<{ default: Exported }>

async function render(props: object) {
  const load = (path: string) => vite.getDevServer()!.ssrLoadModule(path)
  const { default: renderIn } = await (load('/tests/support/rendered_component.ts') as Loaded<
    typeof renderComponent
  >)
  const { default: header } = await (load(
    '/inertia/components/page_header.vue'
  ) as Loaded<Component>)
  return renderIn(header, props, { region: { locale: 'en', timeZone: 'UTC' } })
}

test.group('Page header', () => {
  test('the breadcrumb leads to the pages above and ends with this one', async ({ assert }) => {
    const html = await render({
      title: 'Apollo',
      breadcrumb: [{ label: 'Projects', to: '/projects' }],
    })
    // A component by itself has no messages: its texts are their keys.
    assert.match(html, /<nav[^>]*aria-label="common.breadcrumb"/)
    assert.match(html, /<a[^>]*href="\/projects"/)
    assert.match(html, /<span[^>]*aria-current="page"[^>]*>[\s\S]*Apollo/)
    assert.match(html, /<h1[^>]*>Apollo<\/h1>/)
  })

  test('a header without a breadcrumb has none', async ({ assert }) => {
    assert.notInclude(await render({ title: 'Apollo' }), '<nav')
  })

  for (const path of ['/notifications', '/dashboard', '/settings/security']) {
    test(`${path} has one heading of the first level`, async ({ assert, client }) => {
      const request = client.get(path).loginAs(await UserFactory.create())
      const page = await withRawCookie(request, 'plain_pages', '1')
      assert.lengthOf(page.text().match(/<h1/g)!, 1)
    })
  }
})
