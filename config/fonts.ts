const LATIN = '@fontsource-variable/geist/files/geist-latin-wght-normal.woff2'
const ARABIC = '@fontsource-variable/vazirmatn/files/vazirmatn-arabic-wght-normal.woff2'

/**
 * The font files that a page in this language needs at once, as paths in `node_modules`. An Arabic page has Latin letters
 * too: names, addresses, digits. inertia/css/fonts.css declares the fonts; a script that has none uses the system's.
 */
export function fontsOf(locale: string) {
  const { script } = new Intl.Locale(locale).maximize()
  return script === 'Arab' ? [ARABIC, LATIN] : [LATIN]
}
