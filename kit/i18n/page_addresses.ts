/** Parameters that tell where a visitor came from; they do not identify the page. */
const TRACKING = /^(utm_\w+|gclid|fbclid|msclkid)$/

/**
 * The addresses of a public page for search engines: its own, one for each language, and `x-default` for the one that
 * lets the browser choose. Each language version is its own canonical page, as search engines require.
 * @see https://developers.google.com/search/docs/specialty/international/localized-versions
 * @param url the page without its query, absolute
 * @param query the part after the question mark
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
