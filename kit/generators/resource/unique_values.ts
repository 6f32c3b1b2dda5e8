import { ChangeRefused } from '#generators/changes'
import type { Field } from '#generators/resource/field'

/** With less, the records of the tests and of the page walk would soon have the same value. */
const FEWEST = 1000

/** @throws ChangeRefused for a required unique field that has hardly any values */
export function checkUniqueValues(fields: Field[]) {
  for (const field of fields) {
    const count = field.isUnique && !field.isOptional && field.kind.countValues?.(field)
    if (count === false || count === undefined || count >= FEWEST) continue
    throw new ChangeRefused(
      `"${field.given}" has at most ${count} values, too few to be unique in each record. Make it longer, such as ${field.kind.word}(${field.kind.word === 'string' ? '3' : '5,0'}), or leave "unique" away`
    )
  }
}

/** The import of a factory that takes the values of a unique field in turn. */
export const UNIQUE_NUMBER = { from: '#database/unique_number', named: ['uniqueNumber'] }

/** The digits and the letters of a short text. A search for a record of a test looks for "z". */
const LETTERS = 35

/** The longest text that is short. */
export const SHORT = 5

/** How many different texts of a length there are. */
export const countTexts = (length: number) => LETTERS ** length

/** The code of another short text each time. */
export const shortUnique = (length: number) =>
  `uniqueNumber(${countTexts(length)}).toString(${LETTERS}).padStart(${length}, '0')`
