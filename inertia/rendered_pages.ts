interface Rendered {
  head: string[]
  body: string
}

interface RenderedPage {
  component: string
  url: string
  props: object & { user?: unknown }
}

const REMEMBERED = 200

/**
 * Caches the pages of guests that were rendered last, because rendering blocks the server for milliseconds. The output depends
 * only on the page object, and the whole object is the key, so nobody can get a page that was rendered from other
 * props.
 */
export function remembered<Page extends RenderedPage>(render: (page: Page) => Promise<Rendered>) {
  const pages = new Map<string, Rendered>()

  return async (page: Page) => {
    if (page.props.user) return render(page)
    const general = page.component.startsWith('errors/') ? withoutParticulars(page) : page
    const key = JSON.stringify(general)
    const rendered = pages.get(key) ?? (await render(general))
    pages.delete(key)
    pages.set(key, rendered)
    if (pages.size > REMEMBERED) pages.delete(pages.keys().next().value!)
    return general === page ? rendered : withParticulars(rendered, page)
  }
}

/** Error pages differ only in the address and the request id. Placeholders let all of them share one cache entry. */
const URL = 'easystart-address'
const REQUEST_ID = 'easystart-reference'
const PARTICULARS = new RegExp(`${URL}|${REQUEST_ID}`, 'g')

function withoutParticulars<Page extends RenderedPage>(page: Page): Page {
  return { ...page, url: URL, props: { ...page.props, requestId: REQUEST_ID } }
}

function withParticulars({ head, body }: Rendered, { url, props }: RenderedPage): Rendered {
  const { requestId } = props as { requestId: string }
  const fill = (name: string) => escaped(name === URL ? url : requestId)
  return { head, body: body.replace(PARTICULARS, fill) }
}

/** Escapes for JSON and HTML: both the page's JSON and its text contain the values. */
function escaped(text: string) {
  return text.replaceAll(/[^\w .:+/=?-]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
  })
}
