/** Parameters that say where a visitor came from, not which page is meant. */
const TRACKING = /^(utm_\w+|gclid|fbclid|msclkid)$/

/**
 * The addresses of a public page for search engines: its own, and one for each language, with `x-default` for the
 * one that lets the browser choose. A language version is its own canonical page, as the search engines want it.
 * @see https://developers.google.com/search/docs/specialty/international/localized-versions
 * @param url the page without its query, absolute
 * @param query what follows the question mark
 */
export function pageAddresses(url: string, query: string, locales: readonly string[]) {
  const parameters = new URLSearchParams(query)
  const chosen = locales.find((locale) => parameters.getAll('lang').join() === locale)
  for (const name of [...parameters.keys()]) {
    if (name === 'lang' || TRACKING.test(name)) parameters.delete(name)
  }
  const addressIn = (locale?: string) => {
    const search = new URLSearchParams(parameters)
    if (locale) search.set('lang', locale)
    return search.size ? `${url}?${search}` : url
  }

  return {
    canonical: addressIn(chosen),
    alternates: [
      ...locales.map((locale) => ({ hreflang: locale, href: addressIn(locale) })),
      { hreflang: 'x-default', href: addressIn() },
    ],
  }
}
