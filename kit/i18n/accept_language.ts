interface LanguageRange {
  /** In lower case: `es-mx`, or `*` for every language that no other range names. */
  tag: string
  /** From 0 (never) to 1. */
  quality: number
}

const LANGUAGE_RANGE = /^(\*|[a-z]{1,8}(-[a-z0-9]{1,8})*)$/

/** Browsers send about ten. The limit keeps a header with thousands of ranges from blocking the server. */
const MOST_RANGES = 32

/**
 * Chooses the best locale for an Accept-Language header by its qualities. A more specific request also matches the
 * general locale: `es-MX` gets `es`. If nothing matches, it is the first locale that the header does not refuse.
 * Malformed parts of the header are ignored.
 * @see https://www.rfc-editor.org/rfc/rfc9110#field.accept-language
 * @see https://www.rfc-editor.org/rfc/rfc4647#section-3.4
 */
export function acceptedLocale(header: string, locales: readonly string[]): string {
  const ranges = parseRanges(header)
  const allowed = locales.filter((locale) => rangeNaming(locale, ranges)?.quality !== 0)

  for (const { tag, quality } of ranges) {
    const found = quality > 0 && localeFor(tag, allowed, ranges)
    if (found) return found
  }
  return allowed[0] ?? locales[0]
}

/** Sorted by quality; equal ranges keep the order of the header. */
function parseRanges(header: string): LanguageRange[] {
  return header
    .toLowerCase()
    .split(',', MOST_RANGES)
    .map(parseRange)
    .filter(({ tag, quality }) => LANGUAGE_RANGE.test(tag) && quality >= 0)
    .sort((one, other) => other.quality - one.quality)
}

function parseRange(text: string): LanguageRange {
  const [tag, ...parameters] = text.split(';').map((part) => part.trim())
  const weight = parameters.find((parameter) => /^q\s*=/.test(parameter))
  const quality = weight?.replace(/^q\s*=\s*/, '') ?? '1'
  return { tag, quality: quality ? Math.min(1, Number(quality)) : Number.NaN }
}

/** The most specific range that names the locale. */
function rangeNaming(locale: string, ranges: LanguageRange[]) {
  return ranges
    .filter(({ tag }) => `${locale.toLowerCase()}-`.startsWith(`${tag}-`))
    .sort((one, other) => other.tag.length - one.tag.length)[0]
}

function localeFor(tag: string, locales: string[], ranges: LanguageRange[]) {
  if (tag === '*') return locales.find((locale) => !rangeNaming(locale, ranges))

  const withTag = (wanted: string) => locales.find((locale) => locale.toLowerCase() === wanted)
  const generalized = tag.split('-').map((_, index, parts) => parts.slice(0, index + 1).join('-'))
  const found = generalized.reverse().map(withTag).find(Boolean)
  return (
    found ?? locales.find((locale) => locale.toLowerCase().startsWith(`${generalized.at(-1)}-`))
  )
}
