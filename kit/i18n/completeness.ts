import { TYPE, type PluralElement } from '@formatjs/icu-messageformat-parser'
import { argumentsOf, casesOf, type Catalogue } from '#i18n/catalogue'
import { parseMessage, visit } from '#i18n/message_parser'
import { pluralCategories, pluralExamples, type PluralType } from '#i18n/plural_categories'

/**
 * `missing`: the key does not exist. `untranslated`: its message is empty. `syntax`: the message is not valid ICU.
 * `values`, `tags`: its values or tags differ from the default locale's. `plural`: it lacks a plural form that the
 * language has, or has one that the language lacks. `unknown`: the default locale has no such key.
 */
type ProblemKind = 'missing' | 'untranslated' | 'syntax' | 'values' | 'tags' | 'plural' | 'unknown'

export type Problem = { key: string; kind: ProblemKind; problem: string }

export interface Completeness {
  locale: string
  /** The number of keys in the default locale. */
  keys: number
  /** Without texts that a generator has copied from the default locale. */
  translated: number
  missing: number
  /** The share of keys that are translated, rounded down to a tenth; 100 only if all are. */
  percentage: number
  problems: Problem[]
}

/** @param copies the keys of texts that are still those of the reference */
export function completenessOf(
  locale: string,
  reference: Catalogue,
  catalogue: Catalogue,
  copies = new Set<string>()
): Completeness {
  const keys = Object.keys(reference)
  const present = keys.filter((key) => catalogue[key])
  const translated = present.filter((key) => !copies.has(key)).length
  return {
    locale,
    keys: keys.length,
    translated,
    missing: keys.length - present.length,
    percentage: keys.length === 0 ? 100 : Math.floor((translated / keys.length) * 1000) / 10,
    problems: compareCatalogues(reference, catalogue, locale),
  }
}

/** The problems of a locale's catalogue compared with the reference, in the order of the keys. */
export function compareCatalogues(
  reference: Catalogue,
  catalogue: Catalogue,
  locale: string
): Problem[] {
  const keys = new Set([...Object.keys(reference), ...Object.keys(catalogue)])
  return [...keys].flatMap((key) => {
    return problemsOf(reference[key], catalogue[key], locale).map((problem) => ({
      key,
      ...problem,
    }))
  })
}

type Finding = Omit<Problem, 'key'>

function problemsOf(
  expected: string | undefined,
  message: string | undefined,
  locale: string
): Finding[] {
  if (message === undefined) return [{ kind: 'missing', problem: 'missing' }]
  if (expected === undefined) return [{ kind: 'unknown', problem: 'not in the default locale' }]
  if (message === '') return [{ kind: 'untranslated', problem: 'not translated yet' }]

  const error = syntaxError(message)
  if (error) return [{ kind: 'syntax', problem: `not valid ICU: ${error}` }]
  const differences =
    syntaxError(expected) || expected === '' ? [] : differencesOf(expected, message)
  return [...differences, ...pluralProblems(message, locale)]
}

function syntaxError(message: string) {
  try {
    argumentsOf(message)
    return undefined
  } catch (error) {
    return (error as Error).message
  }
}

function differencesOf(expected: string, message: string): Finding[] {
  const [wantedValues, values] = [expected, message].map(describeValues)
  const [wantedTags, tags] = [expected, message].map(describeTags)
  const findings: Finding[] = []
  if (values !== wantedValues) {
    findings.push({ kind: 'values', problem: `uses ${values}, should use ${wantedValues}` })
  }
  if (tags !== wantedTags) {
    findings.push({ kind: 'tags', problem: `has ${tags}, should have ${wantedTags}` })
  }
  return [...findings, ...strangeCases(expected, message)]
}

/** The code passes only the cases of the default locale, so a case that exists only in a translation is never used. */
function strangeCases(expected: string, message: string): Finding[] {
  const [wanted, found] = [expected, message].map(casesOf)
  return [...found].flatMap(([name, cases]) => {
    const known = wanted.get(name) ?? cases
    return [...cases]
      .filter((one) => !known.has(one))
      .map((one) => ({ kind: 'values', problem: `{${name}, select} has an unknown case "${one}"` }))
  })
}

function describeValues(message: string) {
  const read = [...argumentsOf(message)].filter(([, types]) => !types.has('tag'))
  const values = read.map(([name, types]) => `{${name}, ${[...types].sort().join('+')}}`)
  return values.sort().join(' ') || 'no values'
}

function describeTags(message: string) {
  const tags = [...argumentsOf(message)].filter(([, types]) => types.has('tag'))
  const names = tags.map(([name]) => `<${name}>`)
  return names.sort().join(' ') || 'no tags'
}

function pluralProblems(message: string, locale: string): Finding[] {
  const problems: string[] = []
  visit(parseMessage(message), (element) => {
    if (element.type === TYPE.plural) problems.push(...formProblems(element, locale))
  })
  return [...new Set(problems)].map((problem) => ({ kind: 'plural', problem }))
}

function formProblems(
  { value, options, offset, pluralType = 'cardinal' }: PluralElement,
  locale: string
) {
  const forms = Object.keys(options).filter((form) => !form.startsWith('='))
  const categories: string[] = pluralCategories(locale, pluralType)
  const exact = offset === 0 ? Object.keys(options).filter((form) => form.startsWith('=')) : []
  const lacking = categories.filter((category) => {
    return !forms.includes(category) && !isCovered(category, exact, locale, pluralType)
  })
  const superfluous = forms.filter((form) => !categories.includes(form))
  const name = pluralType === 'ordinal' ? 'selectordinal' : 'plural'
  return [
    ...lacking.map((form) => `{${value}, ${name}} lacks the form "${form}"`),
    ...superfluous.map(
      (form) => `{${value}, ${name}} has a form "${form}", which ${locale} does not have`
    ),
  ]
}

/** A category for a single number is optional if that number has its own form: `=0` replaces the Arabic `zero`. */
function isCovered(category: string, exact: string[], locale: string, type: PluralType) {
  const numbers = pluralExamples(locale, type).get(category as never) ?? []
  return numbers.length > 0 && numbers.every((number) => exact.includes(`=${number}`))
}
