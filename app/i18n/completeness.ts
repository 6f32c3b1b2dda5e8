import { argumentsOf, type Catalogue } from '#i18n/catalogue'

export type Problem = { key: string; problem: string }

/** What is wrong in a catalogue against the reference, in the order of its keys. */
export function compareCatalogues(reference: Catalogue, catalogue: Catalogue): Problem[] {
  const keys = new Set([...Object.keys(reference), ...Object.keys(catalogue)])
  return [...keys].sort().flatMap((key) => {
    const problem = problemOf(reference[key], catalogue[key])
    return problem ? [{ key, problem }] : []
  })
}

function problemOf(expected: string | undefined, message: string | undefined) {
  if (message === undefined) {
    return 'missing'
  }
  const error = syntaxError(message)
  if (error) {
    return `not valid ICU: ${error}`
  }
  if (expected === undefined) {
    return 'not in the default locale'
  }
  return syntaxError(expected) ? undefined : differingValues(expected, message)
}

function syntaxError(message: string) {
  try {
    argumentsOf(message)
    return undefined
  } catch (error) {
    return (error as Error).message
  }
}

function differingValues(expected: string, message: string) {
  const [wanted, found] = [expected, message].map(describeValues)
  return wanted === found ? undefined : `reads ${found}, should read ${wanted}`
}

function describeValues(message: string) {
  const values = [...argumentsOf(message)].map(([name, types]) => {
    return `{${name}, ${[...types].sort().join('+')}}`
  })
  return values.sort().join(' ') || 'no values'
}
