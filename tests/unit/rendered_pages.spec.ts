import { test } from '@japa/runner'
import { remembered } from '../../inertia/rendered_pages.ts'

function rendering() {
  let count = 0
  const render = remembered(
    async (page: {
      component: string
      url: string
      props: { requestId?: string; csrfToken?: string }
    }) => {
      count += 1
      const body = `<script>${JSON.stringify(page)}</script><code>${page.props.requestId}</code>`
      return { head: [], body }
    }
  )
  return { render, rendered: () => count }
}

const errorPage = (url: string, requestId: string) => ({
  component: 'errors/show',
  url,
  props: { requestId, status: 404 },
})

test.group('Rendered pages', () => {
  test('an error page is rendered once for all addresses, each response with its own reference', async ({
    assert,
  }) => {
    const { render, rendered } = rendering()
    const first = await render(errorPage('/a', 'id-1'))
    const second = await render(errorPage('/b?c=1', 'id-2'))

    assert.equal(rendered(), 1)
    assert.include(first.body, '<code>id-1</code>')
    assert.include(first.body, '"url":"/a"')
    assert.include(second.body, '<code>id-2</code>')
    assert.include(second.body, '"url":"/b?c=1"')
    assert.notInclude(second.body, 'id-1')
  })

  test('an address is inserted as plain data, even with special characters (ASVS 1.1.2)', async ({
    assert,
  }) => {
    const { render } = rendering()
    const url = '/"</script><img src=x onerror=alert(1)>&\'$&\\easystart-reference'
    const { body } = await render(errorPage(url, 'id-1'))

    assert.notInclude(body, '<img')
    const [, json] = body.match(/<script>(.*?)<\/script>/)!
    assert.deepEqual(JSON.parse(json), errorPage(url, 'id-1'))
  })

  test('a page is rendered once for all guests, each response with its own CSRF token', async ({
    assert,
  }) => {
    const { render, rendered } = rendering()
    const login = (csrfToken: string) => ({ component: 'login', url: '/', props: { csrfToken } })
    await render(login('Token_of-Ada'))
    const { body } = await render(login('Token_of-Grace'))

    assert.equal(rendered(), 1)
    assert.include(body, '"csrfToken":"Token_of-Grace"')
    assert.notInclude(body, 'Ada')
  })

  test('other pages are rendered separately for each address', async ({ assert }) => {
    const { render, rendered } = rendering()
    for (const url of ['/', '/?page=2', '/']) await render({ component: 'home', url, props: {} })

    assert.equal(rendered(), 2)
  })
})
