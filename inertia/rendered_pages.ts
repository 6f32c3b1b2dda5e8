interface Rendered {
  head: string[]
  body: string
}

const REMEMBERED = 200

/**
 * Remembers the pages that were rendered last. Rendering takes milliseconds in which the server does nothing else,
 * and what comes of it depends on the page object alone, which as a whole is the key: nobody can get what was
 * rendered from another one's props.
 */
export function remembered<Page>(render: (page: Page) => Promise<Rendered>) {
  const pages = new Map<string, Rendered>()

  return async (page: Page) => {
    const key = JSON.stringify(page)
    const rendered = pages.get(key) ?? (await render(page))
    pages.delete(key)
    pages.set(key, rendered)
    if (pages.size > REMEMBERED) pages.delete(pages.keys().next().value!)
    return rendered
  }
}
