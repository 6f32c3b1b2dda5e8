const PLURAL_CATEGORIES = ['zero', 'one', 'two', 'few', 'many', 'other'] as const
export type PluralCategory = (typeof PLURAL_CATEGORIES)[number]
export type PluralType = 'cardinal' | 'ordinal'

/** Enough numbers to find every category of every language: all small integers, then round numbers and fractions. */
const SMALL = Array.from({ length: 201 }, (_, number) => number)
const LARGE = [1_000, 1_000_000, 2_000_000]
const BROKEN = [0.5, 1.5, 2.5, 10.5]

/** The plural categories of a language, in CLDR's order. */
export function pluralCategories(locale: string, type: PluralType = 'cardinal'): PluralCategory[] {
  const { pluralCategories: categories } = new Intl.PluralRules(locale, { type }).resolvedOptions()
  return PLURAL_CATEGORIES.filter((category) => categories.includes(category))
}

/**
 * Numbers of each category of a language, smallest first. Fractions only if no integer belongs to the category.
 */
export function pluralExamples(
  locale: string,
  type: PluralType = 'cardinal'
): Map<PluralCategory, number[]> {
  const rules = new Intl.PluralRules(locale, { type })
  const examples = new Map<PluralCategory, number[]>()
  for (const category of pluralCategories(locale, type)) {
    const isOfIt = (number: number) => rules.select(number) === category
    const whole = [...SMALL, ...LARGE].filter(isOfIt)
    examples.set(category, whole.length > 0 ? whole : BROKEN.filter(isOfIt))
  }
  return examples
}
