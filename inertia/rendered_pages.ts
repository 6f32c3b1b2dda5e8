interface Rendered {
  head: string[]
  body: string
}

interface RenderedPage {
  component: string
  url: string
  props: object
}

const REMEMBERED = 200

/**
 * Remembers the pages that were rendered last. Rendering takes milliseconds in which the server does nothing else,
 * and what comes of it depends on the page object alone, which as a whole is the key: nobody can get what was
 * rendered from another one's props.
 */
export function remembered<Page extends RenderedPage>(render: (page: Page) => Promise<Rendered>) {
  const pages = new Map<string, Rendered>()

  return async (page: Page) => {
    const general = page.component.startsWith('errors/') ? withoutParticulars(page) : page
    const key = JSON.stringify(general)
    const rendered = pages.get(key) ?? (await render(general))
    pages.delete(key)
    pages.set(key, rendered)
    if (pages.size > REMEMBERED) pages.delete(pages.keys().next().value!)
    return general === page ? rendered : withParticulars(rendered, page)
  }
}

/** The address and the reference: in these alone each error page differs from the next, and a flood of them from one. */
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

/** The same in JSON and, of what HTML gives a meaning to, in HTML. */
function escaped(text: string) {
  return text.replaceAll(/[^\w .:+/=?-]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
  })
}
