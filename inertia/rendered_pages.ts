interface Rendered {
  head: string[]
  body: string
}

interface RenderedPage {
  component: string
  url: string
  props: object & { user?: unknown; csrfToken?: string; requestId?: string }
}

const REMEMBERED = 200

/**
 * Caches the pages of guests that were rendered last, because rendering blocks the server for milliseconds. The output depends
 * only on the page object, and the whole object is the key, so nobody can get a page that was rendered from other
 * props. Only the values that differ with each guest are placeholders in it, which each response replaces by its own.
 */
export function remembered<Page extends RenderedPage>(render: (page: Page) => Promise<Rendered>) {
  const pages = new Map<string, Rendered>()

  return async (page: Page) => {
    if (page.props.user) return render(page)
    const particulars = particularsOf(page)
    const general = withoutParticulars(page, particulars)
    const key = JSON.stringify(general)
    const rendered = pages.get(key) ?? (await render(general))
    pages.delete(key)
    pages.set(key, rendered)
    if (pages.size > REMEMBERED) pages.delete(pages.keys().next().value!)
    return withParticulars(rendered, particulars)
  }
}

/** Nobody can write a placeholder into a page, because nobody knows this part of it. */
const SECRET = crypto.randomUUID()
const PLACEHOLDERS = {
  csrfToken: `csrf-${SECRET}`,
  requestId: `request-${SECRET}`,
  url: `url-${SECRET}`,
}
const ANY_PLACEHOLDER = new RegExp(`(csrf|request|url)-${SECRET}`, 'g')

/** By placeholder: the token of the guest's forms and, of an error page, the address and the request id. */
type Particulars = Map<string, string>

function particularsOf({ component, url, props }: RenderedPage): Particulars {
  const particulars: Particulars = new Map()
  if (props.csrfToken) particulars.set(PLACEHOLDERS.csrfToken, props.csrfToken)
  if (component.startsWith('errors/')) {
    if (props.requestId) particulars.set(PLACEHOLDERS.requestId, props.requestId)
    particulars.set(PLACEHOLDERS.url, url)
  }
  return particulars
}

function withoutParticulars<Page extends RenderedPage>(page: Page, particulars: Particulars): Page {
  const { csrfToken, requestId, url } = PLACEHOLDERS
  return {
    ...page,
    ...(particulars.has(url) && { url }),
    props: {
      ...page.props,
      ...(particulars.has(csrfToken) && { csrfToken }),
      ...(particulars.has(requestId) && { requestId }),
    },
  }
}

function withParticulars({ head, body }: Rendered, particulars: Particulars): Rendered {
  const fill = (placeholder: string) => escaped(particulars.get(placeholder)!)
  return { head, body: body.replace(ANY_PLACEHOLDER, fill) }
}

/** Escapes for JSON and HTML: both the page's JSON and its text contain the values. */
function escaped(text: string) {
  return text.replaceAll(/[^\w .:+/=?-]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
  })
}
