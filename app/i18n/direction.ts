const RIGHT_TO_LEFT = ['Adlm', 'Arab', 'Hebr', 'Mand', 'Mend', 'Nkoo', 'Rohg', 'Samr', 'Syrc', 'Thaa']

export type Direction = 'ltr' | 'rtl'

/**
 * In which direction a locale is written. By its script, for not every browser has `Intl.Locale#getTextInfo`.
 */
export function directionOf(locale: string): Direction {
  const { script } = new Intl.Locale(locale).maximize()
  return RIGHT_TO_LEFT.includes(script ?? '') ? 'rtl' : 'ltr'
}
